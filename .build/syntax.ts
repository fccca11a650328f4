/** Code as a tree, for the plugins of our build that change other people's or our own. */

/** What a plugin has to know of a piece of code (ESTree). */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly value?: unknown;
  readonly static?: boolean;
  readonly operator?: string;
  readonly expression?: SyntaxNode;
  readonly left?: SyntaxNode;
  readonly right?: SyntaxNode;
  readonly object?: SyntaxNode;
  readonly property?: SyntaxNode;
  readonly tag?: SyntaxNode;
  readonly quasi?: { readonly quasis: readonly SyntaxNode[] };
  readonly callee?: SyntaxNode;
  readonly arguments?: readonly SyntaxNode[];
  readonly source?: SyntaxNode;
  readonly id?: SyntaxNode;
  readonly raw?: string;
  readonly specifiers?: readonly SyntaxNode[];
  readonly imported?: SyntaxNode;
  readonly exported?: SyntaxNode;
  readonly local?: SyntaxNode;
}

/** A place in the code, and what is to stand there. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** All nodes in a tree of them, outer ones first. */
export function nodesIn(tree: unknown): SyntaxNode[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const within = Object.values(tree).flatMap(nodesIn);
  return 'type' in tree ? [tree as SyntaxNode, ...within] : within;
}

/** The code with all of that done to it; `undefined` when there is nothing to do. */
export function changed(code: string, changes: readonly Change[]): { code: string; map: null } | undefined {
  if (changes.length === 0) return undefined;
  // From the end, so that the places of those before stay right.
  const fromEnd = [...changes].sort((a, b) => b.start - a.start);
  const after = fromEnd.reduce((so, { start, end, text }) => so.slice(0, start) + text + so.slice(end), code);
  return { code: after, map: null };
}

/** Of these names of the outermost scope, those that are given another value somewhere in the code. */
export function assigned(code: unknown, names: ReadonlySet<string>): string[] {
  if (typeof code !== 'object' || code === null || names.size === 0) return [];
  const { type, left, argument, params, param } = code as {
    readonly type?: string;
    readonly left?: unknown;
    readonly argument?: unknown;
    readonly params?: unknown;
    readonly param?: unknown;
  };
  const isScope = params !== undefined || type === 'CatchClause';
  const within = isScope
    ? without(names, [...namesIn(params), ...namesIn(param), ...declaredIn(code)])
    : names;
  const target = type === 'AssignmentExpression' ? left : type === 'UpdateExpression' ? argument : undefined;
  const hit = target === undefined ? [] : targetsIn(target).filter((name) => names.has(name));
  return [...hit, ...Object.values(code).flatMap((part) => assigned(part, within))];
}

function without(names: ReadonlySet<string>, shadowed: readonly string[]): ReadonlySet<string> {
  return new Set([...names].filter((name) => !shadowed.includes(name)));
}

/** A name, or those in a pattern; a property of something is none. */
function targetsIn(target: unknown): string[] {
  return (target as SyntaxNode).type === 'MemberExpression' ? [] : namesIn(target);
}

function namesIn(code: unknown): string[] {
  return nodesIn(code).flatMap(({ type, name }) =>
    type === 'Identifier' && name !== undefined ? [name] : [],
  );
}

function declaredIn(code: unknown): string[] {
  return nodesIn(code).flatMap((node) =>
    /^(VariableDeclarator|FunctionDeclaration|ClassDeclaration)$/.test(node.type) ? namesIn(node.id) : [],
  );
}
