/**
 * A bucket behind S3's API, at AWS or elsewhere: objects of bytes by their key. Every request is signed, is made again
 * with longer and longer pauses while the store is at fault, and comes to an end. It knows nothing of documents.
 */
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { StoreError } from '../../ports/store-error.ts';
import { type Body, readInTime } from './read-in-time.ts';
import { NoSuchObject, ShorterObject, storeFailure } from './store-failure.ts';

export interface S3Configuration {
  readonly bucket: string;
  readonly region: string;
  /** Of a store that is not AWS's own, such as `https://objects.example:9000`. */
  readonly endpoint?: string;
  /** The bucket stands in the path and not in the host's name: what most stores but AWS's want. */
  readonly pathStyle: boolean;
  /** What every key begins with, such as `signing/`; empty: nothing. */
  readonly prefix: string;
}

export interface S3Limits {
  readonly connectSeconds: number;
  /** For one request, until its answer begins; and between two pieces of a body. */
  readonly readSeconds: number;
  /** For all pieces of a document that is read to be worked on. */
  readonly wholeSeconds: number;
  /** For one request that brings bytes, its answer included. */
  readonly writeSeconds: number;
  /** How often a request is made, at most, while the store is at fault. */
  readonly attempts: number;
}

/** A signer waits for a document no longer than three of these reads; nobody waits for a sealed file to be written. */
const LIMITS: S3Limits = {
  connectSeconds: 3,
  readSeconds: 5,
  wholeSeconds: 60,
  writeSeconds: 30,
  attempts: 3,
};
/** Whoever reads slowly has a connection for as long: they must not be all that there are. */
const CONNECTIONS = { keepAlive: true, maxSockets: 1000 };

export interface ByteRange {
  /** Both ends included. */
  readonly first: number;
  readonly last: number;
}

interface Opened {
  readonly body: Body;
  readonly length: number | undefined;
  /** The part that it is, as the header `Content-Range` says. */
  readonly sent: string | undefined;
}

type HttpHandlerOptions = NonNullable<Parameters<S3Client['send']>[1] & object>;

export interface S3Bucket {
  /** Kept when it resolves; in the place of what was there. @throws StoreError */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** @throws NoSuchObject, StoreError */
  get(key: string): Promise<Uint8Array>;
  /** @throws NoSuchObject; ShorterObject where not all of them are there; StoreError, also while they are read */
  stream(key: string, range: ByteRange): Promise<AsyncIterable<Uint8Array>>;
  /** What is not there is gone already. @throws StoreError */
  remove(key: string): Promise<void>;
  close(): void;
}

/** Credentials are looked for where AWS's own tools look: `AWS_ACCESS_KEY_ID` and the like, profiles, the machine's role. */
export function openBucket(
  { bucket, region, endpoint, pathStyle, prefix }: S3Configuration,
  limits: S3Limits = LIMITS,
): S3Bucket {
  const client = new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint }),
    forcePathStyle: pathStyle,
    maxAttempts: limits.attempts,
    // The signature covers the hash of what is sent, and documents are checked against theirs; the checksums that AWS
    // wants besides are unknown to many other stores.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // No limit for a connection that rests: a signer who reads slowly lets it.
    requestHandler: {
      connectionTimeout: limits.connectSeconds * 1000,
      throwOnRequestTimeout: true,
      socketTimeout: 0,
      httpAgent: CONNECTIONS,
      httpsAgent: CONNECTIONS,
    },
  });
  const object = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });

  /** @param seconds for one try; all of them together end as well, whatever the store does with them */
  async function ask<Answer>(
    seconds: number,
    send: (options: HttpHandlerOptions) => Promise<Answer>,
  ): Promise<Answer> {
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), (seconds + 1) * limits.attempts * 1000);
    try {
      return await send({ abortSignal: end.signal, requestTimeout: seconds * 1000 });
    } catch (error) {
      throw storeFailure(error);
    } finally {
      // The body of the answer takes as long as its reader.
      clearTimeout(timer);
    }
  }

  async function read(key: string, range?: ByteRange): Promise<Opened> {
    const wanted = range && { Range: `bytes=${range.first}-${range.last}` };
    const command = new GetObjectCommand({ ...object(key), ...wanted });
    const answer = await ask(limits.readSeconds, (options) => client.send(command, options));
    // In Node it is the stream of the connection.
    return {
      body: answer.Body as Body & typeof answer.Body,
      length: answer.ContentLength,
      sent: answer.ContentRange,
    };
  }

  return {
    async put(key, bytes) {
      const command = new PutObjectCommand({ ...object(key), Body: bytes });
      await ask(limits.writeSeconds, (options) => client.send(command, options));
    },
    async get(key) {
      const { body, length } = await read(key);
      const parts: Uint8Array[] = [];
      const end = Date.now() + limits.wholeSeconds * 1000;
      for await (const part of readInTime(body, length, limits.readSeconds)) {
        parts.push(part);
        if (Date.now() > end) throw new StoreError('timeout', 'The store is too slow.');
      }
      return Buffer.concat(parts);
    },
    async stream(key, range) {
      const { body, sent } = await read(key, range);
      const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(sent ?? '') ?? [];
      if (Number(first) === range.first && Number(last) === range.last)
        return readInTime(body, range.last - range.first + 1, limits.readSeconds);
      body.destroy();
      // Whoever was promised more bytes than come would wait for the rest for ever.
      if (Number(first) === range.first && Number(last) < range.last) throw new ShorterObject();
      throw new StoreError('failed', 'The store answers with another part than it was asked for.');
    },
    async remove(key) {
      const command = new DeleteObjectCommand(object(key));
      await ask(limits.readSeconds, (options) => client.send(command, options)).catch((error: unknown) => {
        if (!(error instanceof NoSuchObject)) throw error;
      });
    },
    close: () => client.destroy(),
  };
}
