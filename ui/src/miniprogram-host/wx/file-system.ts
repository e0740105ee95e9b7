/** wx.getFileSystemManager, as far as saving a poster needs it. */

import type { Phone } from '../phone';
import { pictureType, type StoredFile } from '../files';
import { asynchronous, type Options, type WxFunction } from './call';
import type { Spelling } from './spelling';

/** Thrown by the synchronous form; the asynchronous one hands it to `fail`. */
class Failure extends Error {
  readonly spelling: Spelling;

  constructor(spelling: Spelling) {
    super(spelling.errMsg);
    this.spelling = spelling;
  }
}

type Act = (options: Options) => Record<string, unknown> | undefined;

export function fileSystem(phone: Phone): Record<string, WxFunction> {
  const { files } = phone;
  const missing = (api: string, path: string): never => {
    throw new Failure({ errMsg: `${api}:fail no such file or directory ${path}`, errno: 1_300_002 });
  };
  const need = (api: string, path: string): StoredFile => files.get(path) ?? missing(api, path);
  const room = (api: string): void => {
    if (phone.script.storage === 'full')
      throw new Failure({
        errMsg: `${api}:fail the maximum size of the file storage limit is exceeded`,
        errno: 1_300_202,
      });
  };
  const acts: Record<string, Act> = {
    access: ({ path }) => void (path === files.userData || need('access', path)),
    stat: ({ path }) => {
      const { bytes } = need('stat', path);
      return {
        stats: {
          size: bytes.length,
          mode: 33_188,
          lastAccessedTime: 0,
          lastModifiedTime: 0,
          isFile: () => true,
          isDirectory: () => false,
        },
      };
    },
    getFileInfo: ({ filePath }) => ({ size: need('getFileInfo', filePath).bytes.length }),
    readFile: ({ filePath, encoding, position = 0, length }) => {
      const { bytes } = need('readFile', filePath);
      const part = bytes.slice(position, length === undefined ? undefined : position + length);
      return { data: decoded(part, encoding) };
    },
    writeFile: ({ filePath, data, encoding }) => {
      room('writeFile');
      files.set(filePath, { bytes: encoded(data, encoding), type: '' });
      return undefined;
    },
    copyFile: ({ srcPath, destPath }) => {
      const file = need('copyFile', srcPath);
      room('copyFile');
      files.set(destPath, file);
      return undefined;
    },
    rename: ({ oldPath, newPath }) => {
      files.set(newPath, need('rename', oldPath));
      files.remove(oldPath);
      return undefined;
    },
    saveFile: ({ tempFilePath, filePath }) => {
      const file = need('saveFile', tempFilePath);
      room('saveFile');
      const savedFilePath: string =
        filePath ?? `${files.userData}/${tempFilePath.slice(tempFilePath.lastIndexOf('/') + 1)}`;
      files.set(savedFilePath, file);
      files.remove(tempFilePath);
      return { savedFilePath };
    },
    unlink: ({ filePath }) => {
      if (!files.remove(filePath)) missing('unlink', filePath);
      return undefined;
    },
    readdir: ({ dirPath }) => ({ files: files.under(dirPath) }),
    mkdir: () => undefined,
  };
  // Argument names of the synchronous form, in order; the result is the one value that matters.
  const synchronous: Record<string, [string[], string?]> = {
    access: [['path']],
    stat: [['path'], 'stats'],
    readFile: [['filePath', 'encoding', 'position', 'length'], 'data'],
    writeFile: [['filePath', 'data', 'encoding']],
    copyFile: [['srcPath', 'destPath']],
    rename: [['oldPath', 'newPath']],
    saveFile: [['tempFilePath', 'filePath'], 'savedFilePath'],
    unlink: [['filePath']],
    readdir: [['dirPath'], 'files'],
    mkdir: [['dirPath', 'recursive']],
  };
  const door: Record<string, WxFunction> = {};
  for (const [name, act] of Object.entries(acts)) {
    door[name] = asynchronous(phone, name, (options, settle) => {
      phone.later(() => {
        try {
          settle.success(act(options));
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          settle.fail(error.spelling);
        }
      });
    });
    const form = synchronous[name];
    if (form) {
      const [names, result] = form;
      door[`${name}Sync`] = (...values: unknown[]) => {
        const scripted = phone.nextFailure(`${name}Sync`);
        if (scripted?.errMsg) throw new Error(scripted.errMsg);
        const found = act(Object.fromEntries(names.map((key, at) => [key, values[at]])));
        return result === undefined ? undefined : found?.[result];
      };
    }
  }
  return {
    getFileSystemManager: () => door,
    getImageInfo: asynchronous(phone, 'getImageInfo', ({ src }, settle) => {
      const read = async (): Promise<Record<string, unknown>> => {
        const path = await phone.fetchPicture(String(src));
        const file = files.get(path);
        if (!file) throw new Error('file not found');
        const bitmap = await createImageBitmap(new Blob([file.bytes]));
        const { width, height } = bitmap;
        bitmap.close();
        return { width, height, path, type: pictureType(file.bytes), orientation: 'up' };
      };
      read().then(settle.success, () => settle.fail({ errMsg: 'getImageInfo:fail file not found' }));
    }),
    arrayBufferToBase64: (buffer: ArrayBuffer) => decoded(new Uint8Array(buffer), 'base64'),
    base64ToArrayBuffer: (text: string) => encoded(text, 'base64').buffer,
  };
}

function decoded(bytes: Uint8Array<ArrayBuffer>, encoding: string | undefined): string | ArrayBuffer {
  if (encoding === undefined) return bytes.buffer;
  if (encoding === 'base64' || encoding === 'binary' || encoding === 'latin1') {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return encoding === 'base64' ? btoa(text) : text;
  }
  if (encoding === 'hex') return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return new TextDecoder().decode(bytes);
}

function encoded(data: string | ArrayBuffer, encoding: string | undefined): Uint8Array<ArrayBuffer> {
  if (typeof data !== 'string') return new Uint8Array(data);
  if (encoding === 'base64') return Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return new TextEncoder().encode(data);
}
