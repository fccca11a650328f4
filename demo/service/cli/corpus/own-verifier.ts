/** The project's independent verifier, where it is there: it lives with the tests and is not deployed. */
export interface VerifierAnswer {
  readonly valid: boolean;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

export type VerifySealedPdf = (
  bytes: Uint8Array,
  options: { anchorsPem: string; original?: Uint8Array },
) => VerifierAnswer | Promise<VerifierAnswer>;

export async function loadOwnVerifier(): Promise<VerifySealedPdf | undefined> {
  const module = new URL('../../../../test/verifier/verify-sealed-pdf.ts', import.meta.url);
  try {
    const loaded: unknown = await import(module.href);
    const verify = (loaded as { verifySealedPdf?: unknown }).verifySealedPdf;
    return typeof verify === 'function' ? (verify as VerifySealedPdf) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
