/**
 * Layers (ISO 32000-2 section 8.11.4): refused when a layer is on for one of screen and paper and off for
 * the other, or follows the reader's zoom, language or user. Layers that are simply off stay off for all.
 */
import { PdfDict, PdfName, type PdfObject, PdfRef } from '../../pdf/objects.ts';
import type { PdfFile } from '../../pdf/pdf-file.ts';
import { listOf, nameOf } from './judge-dictionary.ts';

const FOLLOWS_THE_READER = new Set(['Zoom', 'Language', 'User']);

export function hasChangingLayers(file: PdfFile, catalog: PdfDict): boolean {
  const properties = file.dict(catalog.get('OCProperties'));
  if (properties === undefined) return false;
  const resolve = (object: PdfObject) => file.resolve(object);
  const standard = file.dict(properties.get('D')) ?? new PdfDict();
  const off = offByDefault(standard, resolve);
  const groups = listOf(properties.get('OCGs'), resolve);
  if (groups.some((group) => differs(file, group, off))) return true;
  return listOf(standard.get('AS'), resolve).some((usage) => {
    const categories = listOf(file.dict(usage)?.get('Category') ?? null, resolve).map(resolve);
    return categories.some(
      (category) => category instanceof PdfName && FOLLOWS_THE_READER.has(category.value),
    );
  });
}

function offByDefault(
  standard: PdfDict,
  resolve: (object: PdfObject) => PdfObject,
): (group: PdfObject) => boolean {
  const numbers = (key: string) =>
    new Set(
      listOf(standard.get(key), resolve).flatMap((group) => (group instanceof PdfRef ? [group.num] : [])),
    );
  const [on, off] = [numbers('ON'), numbers('OFF')];
  const base = nameOf(standard, 'BaseState', resolve) === 'OFF';
  return (group) => group instanceof PdfRef && (off.has(group.num) || (base && !on.has(group.num)));
}

/**
 * The states that the group's usage asks for, whether or not an /AS says that they are applied: some
 * readers apply them all the same.
 */
function differs(file: PdfFile, group: PdfObject, off: (group: PdfObject) => boolean): boolean {
  const usage = file.dict(file.dict(group)?.get('Usage') ?? null);
  if (usage === undefined) return false;
  const otherwise = off(group) ? 'OFF' : 'ON';
  const state = (event: string, key: string) => {
    const wanted = file.dict(usage.get(event));
    return (wanted && nameOf(wanted, key, (object) => file.resolve(object))) ?? otherwise;
  };
  return state('View', 'ViewState') !== state('Print', 'PrintState');
}
