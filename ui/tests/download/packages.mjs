// The smallest files that are what they say: one of each kind that the page knows.
import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';

const VERSION = '1.2.3';

/** A tar of plain files. */
function tar(files) {
  const blocks = files.flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    const put = (at, text) => header.write(text, at, 'latin1');
    put(0, name);
    put(100, '0000644\0');
    put(124, `${content.length.toString(8).padStart(11, '0')}\0`);
    put(136, '00000000000\0');
    put(148, '        ');
    put(156, '0');
    put(257, 'ustar\u000000');
    const sum = header.reduce((total, byte) => total + byte, 0);
    put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function elf(machine) {
  const bytes = Buffer.alloc(64);
  bytes.write('\x7fELF\x02\x01\x01', 'latin1');
  bytes.writeUInt16LE(machine, 18);
  return bytes;
}

const ELF = { x64: 62, arm64: 183 };

/** What dpkg-deb makes by default, and `cargo xtask package` too. */
function xz(bytes) {
  const { status, stdout } = spawnSync('xz', ['--compress', '--stdout'], { input: bytes });
  if (status !== 0) throw new Error('the program xz is not there');
  return stdout;
}

export function deb({ version = VERSION, arch = 'amd64', compression = 'gz' } = {}) {
  const pack = { gz: gzipSync, xz }[compression];
  const control = tar([
    [
      './control',
      Buffer.from(`Package: poster-companion\nVersion: ${version}\nArchitecture: ${arch}\nDescription: x\n`),
    ],
  ]);
  const member = (name, content) => [
    Buffer.from(
      `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${`${content.length}`.padEnd(10)}\`\n`,
    ),
    content,
    Buffer.alloc(content.length % 2, 10),
  ];
  return Buffer.concat([
    Buffer.from('!<arch>\n'),
    ...member('debian-binary', Buffer.from('2.0\n')),
    ...member(`control.tar.${compression}`, pack(control)),
    ...member(`data.tar.${compression}`, pack(tar([]))),
  ]);
}

export function rpm({ version = VERSION, arch = 'x86_64' } = {}) {
  const lead = Buffer.alloc(96);
  lead.writeUInt32BE(0xedabeedb);
  const header = (entries) => {
    const store = Buffer.concat(entries.map(([, text]) => Buffer.from(`${text}\0`)));
    const head = Buffer.alloc(16 + entries.length * 16);
    head.writeUInt32BE(0x8eade801);
    head.writeUInt32BE(entries.length, 8);
    head.writeUInt32BE(store.length, 12);
    let offset = 0;
    entries.forEach(([tag, text], at) => {
      [tag, 6, offset, 1].forEach((number, part) => head.writeUInt32BE(number, 16 + at * 16 + part * 4));
      offset += text.length + 1;
    });
    return Buffer.concat([head, store]);
  };
  // A signature header of an odd length, so that its padding counts.
  const signature = header([[1000, 'sig']]);
  const padding = Buffer.alloc((8 - (signature.length % 8)) % 8);
  return Buffer.concat([
    lead,
    signature,
    padding,
    header([
      [1000, 'poster-companion'],
      [1001, version],
      [1022, arch],
    ]),
  ]);
}

export const tarball = ({ version = VERSION, arch = 'x64', program = 'poster-companion' } = {}) =>
  gzipSync(tar([[`poster-companion-${version}/${program}`, elf(ELF[arch])]]));

export function appImage({ arch = 'x64' } = {}) {
  const bytes = elf(ELF[arch]);
  bytes.write('AI\x02', 8, 'latin1');
  return bytes;
}

export function exe({ version = VERSION, signed = false } = {}) {
  const bytes = Buffer.alloc(1024);
  bytes.write('MZ', 'latin1');
  bytes.writeUInt32LE(128, 60);
  bytes.write('PE\0\0', 128, 'latin1');
  bytes.writeUInt16LE(0x10b, 152);
  if (signed) bytes.writeUInt32LE(4096, 152 + 96 + 4 * 8 + 4);
  const [major, minor, patch] = version.split('.').map(Number);
  Buffer.from('bd04effe00000100', 'hex').copy(bytes, 600);
  bytes.writeUInt32LE(((major << 16) | minor) >>> 0, 616);
  bytes.writeUInt32LE((patch << 16) >>> 0, 620);
  return bytes;
}

export function dmg({ signed = false } = {}) {
  const bytes = Buffer.alloc(1024);
  bytes.write('koly', 512, 'latin1');
  if (signed) bytes.writeBigUInt64BE(9000n, 512 + 304);
  return bytes;
}

export const zip = () => Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(60)]);
