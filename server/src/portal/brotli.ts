import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

/** Files worth compressing; pictures and fonts already are. */
const TEXT = new Set(['.js', '.css', '.html', '.json', '.svg', '.txt', '.webmanifest']);

/** Whether files with this extension become smaller. */
export function isCompressible(extension: string): boolean {
  return TEXT.has(extension);
}

/** Compresses with brotli (RFC 7932) as browsers are sent it: as small as it gets. */
export function brotli(content: Uint8Array): Promise<Buffer> {
  return compress(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
    },
  });
}
