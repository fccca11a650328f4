/** An authenticator in a real browser that has no device: what the browser itself offers for tests (WebAuthn, 11.2). */
import type { CDPSession, Page } from 'playwright-core';

type Passkey = Awaited<ReturnType<typeof passkeysIn>>[number];

export class VirtualAuthenticator {
  private constructor(
    readonly cdp: CDPSession,
    readonly id: string,
  ) {}

  /** Belongs to the page and no other; a person takes theirs along by its passkeys. */
  static async in(page: Page, passkeys: readonly Passkey[] = []): Promise<VirtualAuthenticator> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    for (const credential of passkeys)
      await cdp.send('WebAuthn.addCredential', { authenticatorId, credential });
    return new VirtualAuthenticator(cdp, authenticatorId);
  }

  passkeys(): Promise<Passkey[]> {
    return passkeysIn(this.cdp, this.id);
  }

  /** Whether the finger on it is the right one. */
  async knowsItsUser(isUserVerified: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setUserVerified', { authenticatorId: this.id, isUserVerified });
  }
}

async function passkeysIn(cdp: CDPSession, authenticatorId: string) {
  return (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
}
