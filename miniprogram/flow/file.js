// The downloaded file: whether it is a whole picture, and under which name it is handed on.

const { heard } = require('./observe.js');
const { HEAD, endsAs, extensionOf, safeName } = require('./picture.js');

/** @typedef {import('./classify.js').Signal} Signal */
/** @typedef {import('./observe.js').WxFailure} WxFailure */

/**
 * Looks whether the file is a whole picture, as far as its length and its first bytes tell.
 *
 * @param {string} path
 * @param {number | undefined} announced Bytes, where the server named them.
 * @param {(signal: Signal | undefined, extension: string) => void} done
 */
function inspect(path, announced, done) {
  const files = wx.getFileSystemManager();
  const fail = (/** @type {WxFailure} */ error) => done(heard(error, 'verify'), '');
  files.getFileInfo({
    filePath: path,
    fail,
    success: ({ size }) => {
      if (size === 0) return fail({ errMsg: 'downloadFile:ok, empty file' });
      if (announced && announced !== size) return fail({ errMsg: `downloadFile:ok, incomplete: ${size} of ${announced} bytes` });
      files.readFile({
        filePath: path,
        position: 0,
        length: Math.min(size, HEAD),
        fail,
        success: ({ data }) => {
          const extension = extensionOf(/** @type {ArrayBuffer} */ (data));
          if (extension) done(undefined, extension);
          else fail({ errMsg: 'downloadFile:ok, not an image' });
        },
      });
    },
  });
}

/**
 * Gives the file the ending of its bytes, and the wished name, in a copy of our own.
 *
 * @param {string} path
 * @param {string} extension
 * @param {string | undefined} wished
 * @param {(signal: Signal | undefined, copy: string) => void} done `copy` is empty where the file is right as it is.
 */
function name(path, extension, wished, done) {
  const fits = endsAs(path, extension);
  if (fits && !wished) return done(undefined, '');
  const files = wx.getFileSystemManager();
  const folder = `${wx.env.USER_DATA_PATH}/poster-save`;
  const copy = `${folder}/${safeName(wished || '')}.${extension}`;
  files.mkdir({
    dirPath: folder,
    // Mostly it is there already; what is really wrong shows with the copy.
    complete: () =>
      files.copyFile({
        srcPath: path,
        destPath: copy,
        success: () => done(undefined, copy),
        // A name is a wish; the right ending is not.
        fail: (error) => done(fits ? undefined : heard(error, 'verify'), ''),
      }),
  });
}

/** @param {string} copy */
function discard(copy) {
  wx.getFileSystemManager().unlink({ filePath: copy, fail: () => {} });
}

module.exports = { discard, inspect, name };
