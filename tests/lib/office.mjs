// Word and Excel documents as small as they may be and still open anywhere.
import { zip } from './zip.mjs';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const types = (list) => `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${
	list.map(([part, type]) => `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-${type}+xml"/>`).join('')}</Types>`;
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (list) => `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${
	list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type.startsWith('http') ? type : `${office}/${type}`}" Target="${target}"/>`).join('')}</Relationships>`;
const core = (title) => `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${esc(title)}</dc:title><dc:language>ru-RU</dc:language></cp:coreProperties>`;
const coreRelation = ['http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml'];
const coreType = ['/docProps/core.xml', 'package.core-properties'];

export const esc = (s) => String(s).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const word = 'officedocument.wordprocessingml';
const styles = `${head}<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="PT Serif" w:hAnsi="PT Serif" w:cs="PT Serif"/><w:sz w:val="24"/><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${
	[[1, 32], [2, 26]].map(([n, size]) => `<w:style w:type="paragraph" w:styleId="Heading${n}"><w:name w:val="heading ${n}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="${n - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`).join('')}</w:styles>`;

export const p = (text, style) => `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r>${
	esc(text).split('\n').map((line) => `<w:t xml:space="preserve">${line}</w:t>`).join('<w:br/>')}</w:r></w:p>`;
export const h1 = (text) => p(text, 'Heading1');
export const h2 = (text) => p(text, 'Heading2');

// A cell is a text, { span, text }, { top: text } (the first of a column that
// is merged downwards) or null (belongs to the one above).
const cell = (c) => {
	const props = c === null ? '<w:vMerge/>' : c.top !== undefined ? '<w:vMerge w:val="restart"/>' :
		c.span ? `<w:gridSpan w:val="${c.span}"/>` : '';
	return `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>${props}</w:tcPr>${c === null ? '<w:p/>' : p(c.top ?? c.text ?? c)}</w:tc>`;
};
const lines = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
	.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`).join('');
export const table = (columns, rows) => `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${lines}</w:tblBorders></w:tblPr><w:tblGrid>${
	'<w:gridCol w:w="2000"/>'.repeat(columns)}</w:tblGrid>${
	rows.map((row, i) => `<w:tr>${i ? '' : '<w:trPr><w:tblHeader/></w:trPr>'}${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;

export const docx = (title, body, more = []) => zip([
	['[Content_Types].xml', types([['/word/document.xml', `${word}.document.main`], ['/word/styles.xml', `${word}.styles`], coreType])],
	['_rels/.rels', relations([['officeDocument', 'word/document.xml'], coreRelation])],
	['docProps/core.xml', core(title)],
	['word/_rels/document.xml.rels', relations([['styles', 'styles.xml']])],
	['word/styles.xml', styles],
	['word/document.xml', `${head}<w:document xmlns:w="${W}"><w:body>${body.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/></w:sectPr></w:body></w:document>`],
	...more,
]);

const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const sheetStyles = `${head}<styleSheet xmlns="${S}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="14" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf></cellXfs></styleSheet>`;
const letter = (n) => String.fromCharCode(65 + n);
const days = (iso) => Date.parse(`${iso}T00:00:00Z`) / 86400000 + 25569;

// A cell is a text, a number, { date: '2025-09-01' }, or null.
export function xlsx(title, name, widths, rows, merges = []) {
	const strings = [];
	const one = (c, at, bold) => {
		if (c === null)
			return `<c r="${at}" s="0"/>`;
		if (c.date)
			return `<c r="${at}" s="2"><v>${days(c.date)}</v></c>`;
		if (typeof c === 'number')
			return `<c r="${at}" s="0"><v>${c}</v></c>`;
		if (!strings.includes(c))
			strings.push(c);
		return `<c r="${at}" s="${bold ? 1 : 0}" t="s"><v>${strings.indexOf(c)}</v></c>`;
	};
	const data = rows.map((row, r) => `<row r="${r + 1}">${row.map((c, k) => one(c, `${letter(k)}${r + 1}`, r < 2)).join('')}</row>`).join('');
	const sheet = 'officedocument.spreadsheetml';
	return zip([
		['[Content_Types].xml', types([['/xl/workbook.xml', `${sheet}.sheet.main`], ['/xl/worksheets/sheet1.xml', `${sheet}.worksheet`],
			['/xl/styles.xml', `${sheet}.styles`], ['/xl/sharedStrings.xml', `${sheet}.sharedStrings`], coreType])],
		['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml'], coreRelation])],
		['docProps/core.xml', core(title)],
		['xl/_rels/workbook.xml.rels', relations([['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml'], ['sharedStrings', 'sharedStrings.xml']])],
		['xl/workbook.xml', `${head}<workbook xmlns="${S}" xmlns:r="${office}"><sheets><sheet name="${esc(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`],
		['xl/worksheets/sheet1.xml', `${head}<worksheet xmlns="${S}"><cols>${widths.map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`).join('')}</cols><sheetData>${data}</sheetData>${
			merges.length ? `<mergeCells count="${merges.length}">${merges.map((m) => `<mergeCell ref="${m}"/>`).join('')}</mergeCells>` : ''}</worksheet>`],
		['xl/styles.xml', sheetStyles],
		['xl/sharedStrings.xml', `${head}<sst xmlns="${S}" count="${strings.length}" uniqueCount="${strings.length}">${strings.map((s) => `<si><t xml:space="preserve">${esc(s)}</t></si>`).join('')}</sst>`],
	]);
}
