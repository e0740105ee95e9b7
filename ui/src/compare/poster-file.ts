/** The poster as a small file, so that the phone shows the very picture that the desktop shows. */

const QUALITY = 0.86;

/** As a data address; null where the picture cannot be read: the phone draws one of its own then. */
export async function posterFile(address: string): Promise<string | null> {
  const image = new Image();
  image.crossOrigin = 'anonymous';
  image.src = address;
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/jpeg', QUALITY);
  } catch {
    return null;
  }
}
