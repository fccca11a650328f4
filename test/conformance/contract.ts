/** The published contract (`openapi.yaml`), as far as an answer can be held against it. Knows no service. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { operations } from '../../src/task/contract.gen.ts';
import type { ProblemCode } from '../../src/task/contract.ts';

export type OperationId = keyof operations;

export interface Operation {
  readonly id: OperationId;
  readonly method: string;
  /** With `{names}` in it. */
  readonly path: string;
  readonly side: 'signer' | 'customer';
  /** Who may call it; undefined: anyone. */
  readonly bearer: 'taskSession' | 'apiKey' | 'passkeyCeremony' | undefined;
  readonly statuses: readonly number[];
  readonly takesJson: boolean;
}

/** What an answer is, to be held against the contract. */
export interface AnswerFacts {
  readonly operation: OperationId;
  readonly status: number;
  readonly mediaType: string;
  readonly headers: Headers;
  /** Parsed, where it is JSON. */
  readonly json: unknown;
}

interface Media {
  readonly schema: object;
}
interface Header {
  readonly $ref?: string;
  readonly schema: { readonly type?: string };
}
interface ResponseObject {
  readonly $ref?: string;
  readonly headers?: Record<string, Header>;
  readonly content?: Record<string, Media>;
}
interface OperationObject {
  readonly operationId: OperationId;
  readonly tags: readonly Operation['side'][];
  readonly security?: readonly Record<string, unknown>[];
  readonly requestBody?: { readonly content: Record<string, Media> };
  readonly responses: Record<string, ResponseObject>;
}
interface OpenApi {
  readonly paths: Record<string, Record<string, OperationObject>>;
  readonly components: {
    readonly responses: Record<string, ResponseObject>;
    readonly schemas: { readonly ProblemCode: { readonly enum: readonly ProblemCode[] } };
  };
}

const FILE = new URL('../../src/task/openapi.yaml', import.meta.url);
const BASE = 'urn:conformance:openapi';

export class Contract {
  readonly operations: ReadonlyMap<OperationId, Operation>;
  readonly codes: readonly ProblemCode[];
  readonly #document: OpenApi;
  readonly #ajv = new Ajv2020({ strict: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor() {
    this.#document = parse(readFileSync(FILE, 'utf8')) as OpenApi;
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(this.#document, BASE);
    this.codes = this.#document.components.schemas.ProblemCode.enum;
    this.operations = new Map(
      Object.entries(this.#document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => {
          const described = describe(path, method, operation);
          return [described.id, described] as const;
        }),
      ),
    );
  }

  operation(id: OperationId): Operation {
    const operation = this.operations.get(id);
    if (!operation) throw new Error(`The contract has no operation ${id}.`);
    return operation;
  }

  /** @returns what is wrong with the body or its kind, in words; undefined when nothing is */
  faultOfBody({ operation, status, mediaType, json }: AnswerFacts): string | undefined {
    const found = this.#response(operation, status);
    if (!found) return undefined;
    const kinds = Object.keys(found.response.content ?? {});
    if (kinds.length === 0) return undefined;
    if (!kinds.includes(mediaType)) return `${mediaType || 'no type'} in place of ${kinds.join(' or ')}`;
    if (!mediaType.includes('json')) return undefined;
    const pointer = `${found.pointer}/content/${escaped(mediaType)}/schema`;
    return this.#faultOf(pointer, json);
  }

  /** @returns the headers that the contract documents for the answer and that are not there, or not as it says */
  faultyHeaders({ operation, status, headers }: AnswerFacts): readonly string[] {
    const found = this.#response(operation, status);
    return Object.entries(found?.response.headers ?? {}).flatMap(([name, { schema }], index) => {
      const text = headers.get(name);
      if (text === null) return [`${name} is not there`];
      const value = schema.type === 'integer' ? Number(text) : text;
      const validate = this.#validator(`header ${operation} ${status} ${index}`, schema);
      return validate(value) ? [] : [`${name} is ${text}: it ${validate.errors?.[0]?.message ?? ''}`];
    });
  }

  /** @param name of a schema, such as `WebhookEvent` */
  faultOfSchema(name: string, value: unknown): string | undefined {
    return this.#faultOf(`#/components/schemas/${name}`, value);
  }

  #faultOf(pointer: string, value: unknown): string | undefined {
    const validate = this.#validator(pointer, { $ref: `${BASE}${pointer}` });
    return validate(value) ? undefined : this.#ajv.errorsText(validate.errors, { dataVar: 'it' });
  }

  #validator(key: string, schema: object): ValidateFunction {
    const known = this.#validators.get(key);
    if (known) return known;
    const validate = this.#ajv.compile(schema);
    this.#validators.set(key, validate);
    return validate;
  }

  #response(
    id: OperationId,
    status: number,
  ): { readonly pointer: string; readonly response: ResponseObject } | undefined {
    const { path, method } = this.operation(id);
    const response = this.#document.paths[path]?.[method.toLowerCase()]?.responses[String(status)];
    if (!response?.$ref) {
      const pointer = `#/paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}`;
      return response && { pointer, response };
    }
    const name = response.$ref.replace('#/components/responses/', '');
    const named = this.#document.components.responses[name];
    return named && { pointer: response.$ref, response: named };
  }
}

function describe(path: string, method: string, operation: OperationObject): Operation {
  const [first] = operation.security?.filter((scheme) => Object.keys(scheme).length > 0) ?? [];
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    side: operation.tags[0] ?? 'signer',
    bearer: Object.keys(first ?? {})[0] as Operation['bearer'],
    statuses: Object.keys(operation.responses).map(Number),
    takesJson: operation.requestBody?.content['application/json'] !== undefined,
  };
}

/** In a JSON Pointer that is the fragment of a URI (RFC 6901 section 6). */
function escaped(text: string): string {
  return encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
}
