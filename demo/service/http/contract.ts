/**
 * The contract, at work: what comes in is checked against the same `openapi.yaml` that the types are
 * generated from, so that no route has a second opinion of what is valid.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { operations } from '../../../src/task/contract.gen.ts';
import { ServiceProblem } from '../domain/problem.ts';
import { faultOfOneOf, type Shape } from './one-of-fault.ts';
import { findJsonFault, isStorableText } from './storable-json.ts';

export type OperationId = keyof operations;

/** The JSON body that an operation takes, as the contract's types say. */
export type BodyOf<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

interface OpenApiParameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly schema: object;
}

interface OpenApiOperation {
  readonly operationId: string;
  readonly parameters?: readonly OpenApiParameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, OpenApiResponse>;
}

interface OpenApiResponse {
  readonly $ref?: string;
  readonly content?: Record<string, { readonly schema: object }>;
}

interface OpenApi {
  readonly paths: Record<string, Record<string, OpenApiOperation>>;
  readonly components: { readonly parameters: Record<string, OpenApiParameter> };
}

const FILE = new URL('../../../src/task/openapi.yaml', import.meta.url);
const BASE = 'https://signing-widget.example/openapi';

let read: OpenApi | undefined;

/** Once in a process, however many services run in it: it is long, and the same for all. */
function readDocument(): OpenApi {
  return (read ??= parse(readFileSync(FILE, 'utf8')) as OpenApi);
}

export class Contract {
  readonly document: OpenApi;
  readonly #ajv: Ajv2020;
  readonly #validators = new Map<string, ValidateFunction>();

  constructor() {
    this.document = readDocument();
    this.#ajv = new Ajv2020({
      allErrors: false,
      strict: false,
      coerceTypes: false,
      verbose: true,
      discriminator: true,
    });
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(toldApart(this.document), BASE);
  }

  /** @throws invalid-request, with the place where the body is wrong */
  body<Id extends OperationId>(operationId: Id, unverifiedBody: unknown): BodyOf<Id> {
    const fault = findJsonFault(unverifiedBody);
    if (fault !== undefined) throw new ServiceProblem('invalid-request', { detail: fault });
    return this.bodyNotToBeKept(operationId, unverifiedBody);
  }

  /** The same for a body of which nothing is stored as it is: what no text can be is then no fault of its own. */
  bodyNotToBeKept<Id extends OperationId>(operationId: Id, unverifiedBody: unknown): BodyOf<Id> {
    const validate = this.#validator(
      `${this.#pointer(operationId)}/requestBody/content/application~1json/schema`,
    );
    if (!validate(unverifiedBody)) throw requestProblem(this.#meant(validate.errors ?? []));
    return unverifiedBody as BodyOf<Id>;
  }

  /** Query or header parameters, as text; a wrong one is an invalid request. */
  parameter(operationId: OperationId, name: string, unverifiedText: string | undefined): string | undefined {
    if (unverifiedText === undefined) return undefined;
    if (!isStorableText(unverifiedText)) {
      throw new ServiceProblem('invalid-request', { detail: `${name} holds characters that are no text.` });
    }
    const { pointer, schema } = this.#parameter(operationId, name);
    const isNumber = (schema as { type?: string }).type === 'integer';
    const value = isNumber && /^-?\d{1,9}$/.test(unverifiedText) ? Number(unverifiedText) : unverifiedText;
    const validate = this.#validator(`${pointer}/schema`);
    if (!validate(value)) {
      const detail = `${name} ${validate.errors?.[0]?.message ?? 'is not valid'}.`;
      throw new ServiceProblem('invalid-request', { detail });
    }
    return unverifiedText;
  }

  /** What is wrong with an answer of ours; nothing when it is as the contract says. For tests. */
  faultOfResponse(
    operationId: OperationId,
    status: number,
    mediaType: string,
    body: unknown,
  ): string | undefined {
    const operation = this.#operation(operationId);
    const response = operation.responses[String(status)];
    if (!response) return `${operationId} does not answer ${status}.`;
    const pointer = response.$ref ?? `${this.#pointer(operationId)}/responses/${status}`;
    const resolved = response.$ref ? (this.#resolve(response.$ref) as OpenApiResponse) : response;
    if (!resolved.content) return undefined;
    if (!resolved.content[mediaType]) return `${operationId} ${status} is not of type ${mediaType}.`;
    if (!mediaType.includes('json')) return undefined;
    const validate = this.#validator(`${pointer}/content/${mediaType.replaceAll('/', '~1')}/schema`);
    return validate(body) ? undefined : `${operationId} ${status}: ${this.#ajv.errorsText(validate.errors)}`;
  }

  /** What is wrong with a value that may have several shapes is what is wrong with the one that it was meant to have. */
  #meant(errors: readonly ErrorObject[]): readonly ErrorObject[] {
    const oneOf = errors.find(({ keyword, schema }) => keyword === 'oneOf' && isListOfRefs(schema));
    if (!oneOf) return errors;
    const shapes = (oneOf.schema as readonly { $ref: string }[]).map(({ $ref }): Shape => {
      const { properties = {} } = this.#resolve($ref) as Partial<Shape>;
      const validate = this.#validator($ref);
      validate(oneOf.data);
      const at = oneOf.instancePath;
      const own = (validate.errors ?? []).map((error) => ({
        ...error,
        instancePath: at + error.instancePath,
      }));
      return { properties, errors: own };
    });
    const meant = faultOfOneOf(oneOf.data, shapes);
    return meant.length > 0 ? meant : errors;
  }

  #validator(pointer: string): ValidateFunction {
    const known = this.#validators.get(pointer);
    if (known) return known;
    const validate = this.#ajv.compile({ $ref: `${BASE}${pointer}` });
    this.#validators.set(pointer, validate);
    return validate;
  }

  #operation(operationId: OperationId): OpenApiOperation {
    return this.#resolve(this.#pointer(operationId)) as OpenApiOperation;
  }

  #pointer(operationId: OperationId): string {
    for (const [path, methods] of Object.entries(this.document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        if (operation.operationId === operationId) return `#/paths/${escapePointer(path)}/${method}`;
      }
    }
    throw new Error(`The contract has no operation ${operationId}.`);
  }

  #parameter(operationId: OperationId, name: string): { pointer: string; schema: object } {
    for (const [index, parameter] of (this.#operation(operationId).parameters ?? []).entries()) {
      const pointer = parameter.$ref ?? `${this.#pointer(operationId)}/parameters/${index}`;
      const resolved = parameter.$ref ? (this.#resolve(parameter.$ref) as OpenApiParameter) : parameter;
      if (resolved.name === name) return { pointer, schema: resolved.schema };
    }
    throw new Error(`${operationId} has no parameter ${name}.`);
  }

  #resolve(pointer: string): unknown {
    return pointer
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>(
        (node, part) =>
          (node as Record<string, unknown>)[
            decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
          ],
        this.document,
      );
  }
}

function isListOfRefs(schema: unknown): boolean {
  return (
    Array.isArray(schema) && schema.every((item) => typeof (item as { $ref?: unknown })?.$ref === 'string')
  );
}

/**
 * Where the kinds of a thing are told apart by one member, what is wrong with one of a kind is said of that kind. The
 * contract does not say it with `discriminator`, which means something else to whoever makes types of it.
 */
function toldApart(document: OpenApi): OpenApi {
  return JSON.parse(
    JSON.stringify(document).replaceAll(/"x-told-apart-by":("\w+")/g, '"discriminator":{"propertyName":$1}'),
  ) as OpenApi;
}

function escapePointer(text: string): string {
  return encodeURI(text.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function requestProblem(errors: readonly ErrorObject[]): ServiceProblem {
  const described = errors
    .slice(0, 5)
    .map((error) => ({ pointer: error.instancePath, detail: describe(error) }));
  const first = described[0];
  return new ServiceProblem('invalid-request', {
    ...(first && { detail: `${first.pointer || 'The body'} ${first.detail}.` }),
    errors: described,
  });
}

function describe(error: ErrorObject): string {
  const message = error.message ?? 'is not valid';
  if (error.keyword === 'additionalProperties') {
    return `has the unknown member "${String((error.params as { additionalProperty: string }).additionalProperty)}"`;
  }
  if (error.keyword === 'enum') {
    return `${message}: ${(error.params as { allowedValues: unknown[] }).allowedValues.join(', ')}`;
  }
  return message;
}
