import { ServiceProblem } from '../domain/problem.ts';
import { PasskeyRefused } from '../ports/passkey-authority.ts';

/** @throws signature-invalid, with the rule that was broken as its reason */
export async function refusedPasskey<Result>(verifying: Promise<Result>): Promise<Result> {
  try {
    return await verifying;
  } catch (error) {
    if (!(error instanceof PasskeyRefused)) throw error;
    throw new ServiceProblem('signature-invalid', { reason: error.reason });
  }
}
