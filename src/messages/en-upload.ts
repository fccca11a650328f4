/** English: what is said where the signer is asked for a file of their own. Comes with the signing. */
import type { UploadWords } from './upload-words.ts';

export const uploadWords: UploadWords = {
  kinds: { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' },
  limits: (kinds, size) => `One file: ${kinds}, up to ${size}.`,
  mayBeLeftOut: 'You can leave it out.',
  choose: 'Choose a file',
  chooseAnother: 'Choose another file',
  takePicture: 'Take a picture',
  drop: 'Or drop the file here.',
  sending: (name) => `Uploading ${name}…`,
  checking: (name) => `Checking ${name}…`,
  cancel: 'Cancel upload',
  uploaded: (name) => `${name} has been uploaded.`,
  remove: 'Remove',
  removing: 'Removing the file…',
  pictureOf: (name) => `The picture that you have uploaded, ${name}`,
  notShown: 'The file has been uploaded. It cannot be shown here.',
  problems: {
    empty: ({ name }) => ({
      title: 'The file is empty',
      text: `There is nothing in ${name}.`,
      next: 'Open it on your device to see what is in it, or choose another file.',
    }),
    'too-large': ({ name, size }) => ({
      title: 'The file is too large',
      text: `${name} is larger than ${size}.`,
      next: 'Take a picture with fewer pixels, or save the file smaller, and choose that.',
    }),
    'too-many-pages': ({ name }) => ({
      title: 'The file has too many pages',
      text: `${name} is longer than what can be taken.`,
      next: 'Save only the pages that are asked for, and choose that file.',
    }),
    'too-many-pixels': ({ name }) => ({
      title: 'The picture is too large',
      text: `${name} has more pixels than can be shown.`,
      next: 'Make the picture smaller, or take another one.',
    }),
    'not-accepted': ({ name, kinds }) => ({
      title: 'This kind of file is not asked for',
      text: `${name} is something else than ${kinds}.`,
      next: 'Save it as one of those, or take a picture of it, and choose that.',
    }),
    damaged: ({ name }) => ({
      title: 'The file cannot be read',
      text: `${name} is damaged, or not all of it is there.`,
      next: 'Open it on your device and save it anew, or choose another file.',
    }),
    locked: ({ name }) => ({
      title: 'The file has a password',
      text: `${name} is protected, so that the receiver could not open it.`,
      next: 'Save it without a password, and choose that file.',
    }),
    signed: ({ name }) => ({
      title: 'The file has been signed electronically',
      text: `${name} holds a signature that this service cannot vouch for.`,
      next: 'Print it as a new PDF, or take a picture of it, and choose that.',
    }),
    unsafe: ({ name }) => ({
      title: 'The file holds more than what is shown',
      text: `${name} has parts that can change, run or hide what is shown.`,
      next: 'Print it as a new PDF, or take a picture of it, and choose that.',
    }),
    'kind-of-picture': ({ name }) => ({
      title: 'This kind of picture is not shown everywhere',
      text: `The receiver may not be able to see ${name}.`,
      next: 'Save it as an ordinary JPEG or PNG, or take another picture.',
    }),
    'more-than-picture': ({ name }) => ({
      title: 'The file holds more than a picture',
      text: `There is something else in ${name}, such as a short film.`,
      next: 'Take a screenshot of the picture, or a new picture, and choose that.',
    }),
    'too-often': () => ({
      title: 'Too many files in a short time',
      text: 'The file has not been uploaded.',
      next: 'Wait a little, and try again.',
    }),
    line: () => ({
      title: 'The file did not get through',
      text: 'The line was broken, or the signing service does not answer.',
      next: 'Check your connection, and try again. Everything else is still here.',
    }),
    other: () => ({
      title: 'The file was not taken',
      text: 'The signing service did not say why.',
      next: 'Try another file. If that does not help, tell the sender.',
    }),
  },
  along: (name, size) => `${name}, ${size}`,
  leftOut: 'Left out (optional)',
  change: 'Change',
};
