/** Larger pictures are drawn smaller first: a photograph of a phone has enough left for the smallest code on it. */
const MOST_PIXELS = 2400
/** One picture is looked at more patiently than a frame of a camera would be. */
const PATIENCE = { effort: 20, timeLimit: 1500 }

/** What the QR code in a picture says, whoever made it. null: there is none, or this is no picture. */
export async function scanPicture(file: Blob): Promise<string | null> {
  // Few scan pictures: the reader comes with the first one, not with the window.
  const [{ decodeQR }, picture] = await Promise.all([import('qr/decode.js'), toPixels(file)])
  if (!picture) return null
  try {
    return decodeQR(picture, PATIENCE)
  } catch {
    // How it says that it found none.
    return null
  }
}

/** Drawn by way of an element, which reads every kind of picture that the browser shows. */
async function toPixels(file: Blob): Promise<ImageData | null> {
  const image = new Image()
  image.src = URL.createObjectURL(file)
  try {
    await image.decode()
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(image.src)
  }
  const { naturalWidth, naturalHeight } = image
  const shrink = Math.min(1, MOST_PIXELS / Math.max(naturalWidth, naturalHeight))
  const [width, height] = [Math.ceil(naturalWidth * shrink), Math.ceil(naturalHeight * shrink)]
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) return null
  // What is transparent shows the white behind it.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(image, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}
