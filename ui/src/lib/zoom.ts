/** The arithmetic of the viewer. Lengths are CSS pixels; the origin is the middle of the stage. */

export type Size = { width: number; height: number };
export type Point = { x: number; y: number };
export type Camera = {
  /** CSS pixels per picture pixel. */
  scale: number;
  /** Where the middle of the picture stands. */
  x: number;
  y: number;
};

/** Free space around a fitted picture. */
const MARGIN = 32;
/** How much larger than its own pixels a picture may become. */
const LARGEST = 8;

/** The scale that shows the whole picture; a small picture is not blown up. `pixelRatio` is device pixels per CSS pixel. */
export function fitScale(picture: Size, stage: Size, pixelRatio: number): number {
  const width = Math.max(1, stage.width - 2 * MARGIN);
  const height = Math.max(1, stage.height - 2 * MARGIN);
  return Math.min(width / picture.width, height / picture.height, actualScale(pixelRatio));
}

/** One picture pixel on one device pixel. */
export function actualScale(pixelRatio: number): number {
  return 1 / pixelRatio;
}

export function fit(picture: Size, stage: Size, pixelRatio: number): Camera {
  return { scale: fitScale(picture, stage, pixelRatio), x: 0, y: 0 };
}

/** Whether the camera shows the whole picture in the middle. */
export function isFit(camera: Camera, picture: Size, stage: Size, pixelRatio: number): boolean {
  return Math.abs(camera.scale / fitScale(picture, stage, pixelRatio) - 1) < 0.001;
}

/** Zooms so that the picture's point under `at` stays where it is. */
export function zoomTo(
  camera: Camera,
  scale: number,
  at: Point,
  picture: Size,
  stage: Size,
  pixelRatio: number,
): Camera {
  const smallest = fitScale(picture, stage, pixelRatio);
  const next = Math.min(Math.max(scale, smallest), Math.max(smallest, LARGEST * actualScale(pixelRatio)));
  const ratio = next / camera.scale;
  return settle(
    { scale: next, x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio },
    picture,
    stage,
  );
}

export function pan(camera: Camera, dx: number, dy: number, picture: Size, stage: Size): Camera {
  return settle({ ...camera, x: camera.x + dx, y: camera.y + dy }, picture, stage);
}

/** Keeps the picture in the middle where it is smaller than the stage, and its edges outside where it is larger. */
function settle(camera: Camera, picture: Size, stage: Size): Camera {
  const along = (at: number, length: number, room: number): number => {
    const slack = Math.max(0, (length * camera.scale - room) / 2 + (length * camera.scale > room ? MARGIN : 0));
    // `+ 0` turns -0 into 0.
    return Math.min(Math.max(at, -slack), slack) + 0;
  };
  return {
    scale: camera.scale,
    x: along(camera.x, picture.width, stage.width),
    y: along(camera.y, picture.height, stage.height),
  };
}

/** The zoom factor of one wheel event. Pinching on a touch pad arrives as a wheel with ctrl held, in small steps. */
export function wheelFactor(deltaY: number, deltaMode: number, pinch: boolean): number {
  const pixels = deltaMode === 0 ? deltaY : deltaY * 32;
  const bounded = Math.min(Math.max(pixels, -240), 240);
  return Math.exp(-bounded * (pinch ? 0.01 : 0.002));
}
