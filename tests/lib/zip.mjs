// A ZIP of a few parts, for documents that tests and the demonstration need.
import { deflateRawSync } from 'node:zlib';

const table = Uint32Array.from({ length: 256 }, (_, n) => {
	for (let k = 0; k < 8; k++)
		n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n;
});
const crc = (data) => ~data.reduce((c, byte) => table[(c ^ byte) & 0xff] ^ (c >>> 8), ~0) >>> 0;

// parts: [name, text or Buffer, { stored }]; the same parts, the same bytes.
export function zip(parts) {
	const local = [], central = [];
	let at = 0;
	for (const [name, text, { stored = false } = {}] of parts) {
		const data = Buffer.from(text), packed = stored ? data : deflateRawSync(data, { level: 9 });
		const n = Buffer.from(name);
		const head = Buffer.alloc(26);
		head.writeUInt16LE(20, 0);
		head.writeUInt16LE(0x800, 2);
		head.writeUInt16LE(stored ? 0 : 8, 4);
		// 1 September 2025, 0:00: no file tells when it was made.
		head.writeUInt16LE(45 << 9 | 9 << 5 | 1, 8);
		head.writeUInt32LE(crc(data), 10);
		head.writeUInt32LE(packed.length, 14);
		head.writeUInt32LE(data.length, 18);
		head.writeUInt16LE(n.length, 22);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(at, 10);
		local.push(Buffer.from('PK\x03\x04'), head, n, packed);
		central.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), head, tail, n);
		at += 30 + n.length + packed.length;
	}
	const folder = Buffer.concat(central), end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(parts.length, 8);
	end.writeUInt16LE(parts.length, 10);
	end.writeUInt32LE(folder.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...local, folder, end]);
}
