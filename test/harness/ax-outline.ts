/** What assistive technology is given of the page in a component test, in the order in which it is read. */
import { executeServerCommand } from '@web/test-runner-commands';
import type { AxNode } from './ax-tree-plugin.js';

/** They hold others and are not spoken of. */
const SILENT = new Set(['generic', 'none', 'InlineTextBox', 'RootWebArea', 'LineBreak']);

/**
 * A line for each thing, deeper ones indented by two spaces: `heading 2 "Rent"`, `"Due monthly."`.
 * @param name of the group to be told of
 */
export async function accessibilityOutline(name: string): Promise<string[]> {
  const { nodes } = await executeServerCommand<{ nodes: AxNode[] }, undefined>('ax-tree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const childrenOf = ({ childIds = [] }: AxNode) => childIds.flatMap((id) => byId.get(id) ?? []);
  const outline = (node: AxNode, indent: string): string[] => {
    const role = String(node.role?.value ?? '');
    if (node.ignored || SILENT.has(role)) return childrenOf(node).flatMap((child) => outline(child, indent));
    const words = role === 'StaticText' ? '' : role;
    const level = node.properties?.find((property) => property.name === 'level')?.value.value;
    // A name that is only what stands within would be told twice.
    const named = role === 'StaticText' || NAMED.has(role) ? JSON.stringify(node.name?.value ?? '') : '';
    const line = [words, role === 'heading' ? String(level) : '', named].filter(Boolean).join(' ');
    return [indent + line, ...childrenOf(node).flatMap((child) => outline(child, `${indent}  `))];
  };
  const start = nodes.find((node) => node.role?.value === 'group' && node.name?.value === name);
  return start ? childrenOf(start).flatMap((child) => outline(child, '')) : [];
}

const NAMED = new Set(['link', 'image', 'img', 'figure', 'math', 'button', 'group', 'note']);
