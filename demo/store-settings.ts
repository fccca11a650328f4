/** What the environment says of the place where documents are kept: a bucket, or nothing for the data folder. */
import { flagFrom, textFrom } from './environment.ts';
import type { S3Configuration } from './service/adapters/s3/s3-bucket.ts';

/** @throws Error that says which variable is wrong, and how; never what a credential is */
export function storeFrom(env: NodeJS.ProcessEnv): S3Configuration | undefined {
  const bucket = textFrom(env, 'S3_BUCKET');
  if (bucket === undefined) {
    const stray = ['S3_ENDPOINT', 'S3_REGION', 'S3_PREFIX', 'S3_PATH_STYLE'].find(
      (name) => textFrom(env, name) !== undefined,
    );
    if (stray !== undefined)
      throw new Error(`S3_BUCKET must be set with ${stray}: documents would be kept in DATA_DIR without it.`);
    return undefined;
  }
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new Error(
      'S3_BUCKET must be the name of a bucket: 3 to 63 lowercase letters, digits, dots and hyphens.',
    );
  const endpoint = endpointFrom(env);
  credentialsGoTogether(env);
  return {
    bucket,
    region: regionFrom(env, endpoint),
    ...(endpoint !== undefined && { endpoint }),
    pathStyle: flagFrom(env, 'S3_PATH_STYLE', endpoint !== undefined),
    prefix: prefixFrom(env),
  };
}

function endpointFrom(env: NodeJS.ProcessEnv): string | undefined {
  const text = textFrom(env, 'S3_ENDPOINT');
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    // Not repeated here: what is refused may hold a password.
    throw new Error('S3_ENDPOINT must be an origin such as https://objects.example:9000.');
  }
  return url.origin;
}

/** Stores that are not AWS's mostly have one region, and call it as AWS's first one is called. */
function regionFrom(env: NodeJS.ProcessEnv, endpoint: string | undefined): string {
  const region = textFrom(env, 'S3_REGION') ?? textFrom(env, 'AWS_REGION');
  if (region === undefined && endpoint === undefined)
    throw new Error(
      'S3_REGION must be set with S3_BUCKET, such as eu-north-1; or S3_ENDPOINT, where it is not at AWS.',
    );
  if (region !== undefined && !/^[A-Za-z0-9-]{1,63}$/.test(region))
    throw new Error('S3_REGION must be a region such as eu-north-1.');
  return region ?? 'us-east-1';
}

function prefixFrom(env: NodeJS.ProcessEnv): string {
  const text = textFrom(env, 'S3_PREFIX');
  if (text === undefined) return '';
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\/?$/.test(text))
    throw new Error('S3_PREFIX must be a path such as signing or production/signing.');
  return text.endsWith('/') ? text : `${text}/`;
}

/** One without the other would send the service to look for others, and to fail far from here. */
function credentialsGoTogether(env: NodeJS.ProcessEnv): void {
  const [id, secret] = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
  const [hasId, hasSecret] = [textFrom(env, id) !== undefined, textFrom(env, secret) !== undefined];
  if (hasId !== hasSecret)
    throw new Error(hasId ? `${secret} must be set with ${id}.` : `${id} must be set with ${secret}.`);
}
