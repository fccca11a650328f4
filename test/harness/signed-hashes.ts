/** What a completion names of a task: each action with the hash of what is signed by it. */
import type { Completion, DocumentAction, Task } from '../../src/task/contract.ts';

/** All that there is to sign: what has not been uploaded is left out. */
export function signedHashes({ actions }: Task): Completion['actions'] {
  return actions.flatMap((action) => {
    const sha256 = action.type === 'upload' ? action.upload.file?.sha256 : action.document.sha256;
    return sha256 === undefined ? [] : [{ id: action.id, documentSha256: sha256 }];
  });
}

/** Those of the actions that have a document to read. */
export function documentActions({ actions }: Pick<Task, 'actions'>): DocumentAction[] {
  return actions.filter((action) => action.type !== 'upload');
}
