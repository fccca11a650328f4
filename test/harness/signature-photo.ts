/** A photo of a signature on paper, as a phone makes one: uneven light, a shadow, noise, and ink that is not black. */

export async function photoOfSignature({ blank = false } = {}): Promise<File> {
  const [width, height] = [800, 600];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas to draw on.');
  const light = context.createLinearGradient(0, 0, width, height);
  light.addColorStop(0, '#f4f1e6');
  light.addColorStop(1, '#b3b0a8');
  context.fillStyle = light;
  context.fillRect(0, 0, width, height);
  if (!blank) {
    context.strokeStyle = '#23306b';
    context.lineWidth = 6;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(180, 320);
    for (let at = 0; at <= 60; at++) context.lineTo(180 + at * 7, 300 + Math.sin(at / 2.5) * 60);
    context.stroke();
  }
  addNoise(context, width, height);
  return new File([await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })], 'photo.jpg', {
    type: 'image/jpeg',
  });
}

/** The same each time: what fails once fails again. */
function addNoise(context: OffscreenCanvasRenderingContext2D, width: number, height: number): void {
  const pixels = context.getImageData(0, 0, width, height);
  let seed = 7;
  for (let at = 0; at < pixels.data.length; at++) {
    seed = (seed * 48_271) % 2_147_483_647;
    if (at % 4 !== 3) pixels.data[at] = (pixels.data[at] ?? 0) + (seed % 13) - 6;
  }
  context.putImageData(pixels, 0, 0);
}
