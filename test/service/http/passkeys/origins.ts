/** Where the pages of these tests are. */
/** Below the service's own host: its passkeys can be used there. */
export const BELOW = 'https://sign.localhost';
/** Of a customer, with a host of its own. */
export const ELSEWHERE = 'https://host.example';
/** Of nobody that the service knows. */
export const STRANGER = 'https://stranger.localhost';
