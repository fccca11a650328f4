/**
 * A store with S3's API on loopback: objects in memory, put, got whole or in part, and deleted, by whoever signs for it.
 * It answers as S3 does, or as badly as a test tells it to. It is of ours, and so proves only what the library that is
 * used against it takes for S3: `TEST_S3_ENDPOINT` runs the same suites against another.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Configuration } from '../../demo/service/adapters/s3/s3-bucket.ts';
import { signatureFault, type S3Credentials } from './s3-signature.ts';

/** How one answer departs from what is right. */
export interface S3Fault {
  readonly status?: number;
  readonly code?: string;
  /** Takes the request and says nothing: the line is cut, or left until the other side gives up. */
  readonly silence?: 'cut' | 'kept';
  /** Stops in the middle of the bytes: cuts the line, says nothing more, or ends as if that were all. */
  readonly halfway?: 'cut' | 'kept' | 'ended';
  /** One byte after the other, with so much time between them. */
  readonly byteMilliseconds?: number;
  /** Other bytes than those that were put. */
  readonly bytes?: (right: Buffer) => Buffer;
  /** Sends all of them, whatever part was asked for. */
  readonly ignoresRange?: boolean;
}

export interface S3Request {
  readonly method: string;
  readonly key: string;
}

const REGION = 'eu-north-1';
const BUCKET = 'signing-test';

export class S3Server {
  readonly objects = new Map<string, Buffer>();
  readonly requests: S3Request[] = [];
  readonly credentials: S3Credentials = {
    accessKeyId: `TEST${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(20).toString('base64'),
  };
  misbehave: (request: S3Request, nth: number) => S3Fault | undefined = () => undefined;
  #port = 0;
  #server = this.#create();

  static async start(): Promise<S3Server> {
    const server = new S3Server();
    await server.comeBack();
    return server;
  }

  /** Listens again where it listened before. */
  async comeBack(): Promise<void> {
    this.#server = this.#create();
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** The objects stay. */
  async goAway(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  stop(): Promise<void> {
    return this.goAway();
  }

  /** How a service reaches it. */
  get configuration(): S3Configuration {
    return {
      bucket: BUCKET,
      region: REGION,
      endpoint: `http://127.0.0.1:${this.#port}`,
      pathStyle: true,
      prefix: 'signing/',
    };
  }

  #create() {
    return createServer((request, response) => void this.#answer(request, response));
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = incoming;
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const [, bucket = '', ...rest] = decodeURIComponent(url.split('?')[0] ?? '').split('/');
    const key = rest.join('/');
    const nth = this.requests.filter((before) => before.method === method && before.key === key).length;
    this.requests.push({ method, key });
    const fault = this.misbehave({ method, key }, nth) ?? {};
    if (fault.silence === 'cut') return void incoming.socket.destroy();
    if (fault.silence === 'kept') return;
    const wrong = signatureFault({ method, url, headers, body }, this.credentials, REGION);
    if (wrong !== undefined) return refuse(response, 403, wrong);
    if (fault.status !== undefined) return refuse(response, fault.status, fault.code ?? 'InternalError');
    if (bucket !== BUCKET) return refuse(response, 404, 'NoSuchBucket');
    switch (method) {
      case 'PUT':
        this.objects.set(key, body);
        return void response.writeHead(200, { etag: '"of-no-use"' }).end();
      case 'DELETE':
        this.objects.delete(key);
        return void response.writeHead(204).end();
      case 'GET':
        return this.#send(response, key, headers.range, fault);
      default:
        return refuse(response, 405, 'MethodNotAllowed');
    }
  }

  #send(response: ServerResponse, key: string, range: string | undefined, fault: S3Fault): void {
    const stored = this.objects.get(key);
    if (!stored) return refuse(response, 404, 'NoSuchKey');
    const right = fault.bytes?.(Buffer.from(stored)) ?? stored;
    const [, first, last] = (!fault.ignoresRange && /^bytes=(\d+)-(\d+)$/.exec(range ?? '')) || [];
    if (first !== undefined && Number(first) >= right.length) return refuse(response, 416, 'InvalidRange');
    const [from, to] = [Number(first ?? 0), Math.min(Number(last ?? Infinity), right.length - 1)];
    const part = right.subarray(from, to + 1);
    response.writeHead(first === undefined ? 200 : 206, {
      ...(fault.halfway !== 'ended' && { 'content-length': part.length }),
      ...(first !== undefined && { 'content-range': `bytes ${from}-${to}/${right.length}` }),
    });
    if (fault.byteMilliseconds !== undefined) return trickle(response, part, fault.byteMilliseconds);
    if (fault.halfway === undefined) return void response.end(part);
    response.write(part.subarray(0, Math.floor(part.length / 2)), () => {
      if (fault.halfway === 'cut') response.destroy();
      if (fault.halfway === 'ended') response.end();
    });
  }
}

function trickle(response: ServerResponse, bytes: Buffer, milliseconds: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + 1));
    sent += 1;
    if (sent < bytes.length) return;
    clearInterval(timer);
    response.end();
  }, milliseconds);
  response.once('close', () => clearInterval(timer));
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>no</Message></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(text);
}

/** As an operator gives them: in the environment. @returns puts back what was there */
export function useCredentials({ accessKeyId, secretAccessKey }: S3Credentials): () => void {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
  set({ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey });
  return () => set({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
}

function set({ AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret }: NodeJS.ProcessEnv): void {
  if (id === undefined) delete process.env.AWS_ACCESS_KEY_ID;
  else process.env.AWS_ACCESS_KEY_ID = id;
  if (secret === undefined) delete process.env.AWS_SECRET_ACCESS_KEY;
  else process.env.AWS_SECRET_ACCESS_KEY = secret;
}
