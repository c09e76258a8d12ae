// A small mail server for tests.  What it does with a letter is said by
// `behave`, a function of the number of the connection: '' takes it, or one
// of the faults below.
import net from 'node:net';

export const faults = {
  refuse: 'every recipient is refused with 451',
  unknown: 'every recipient is refused with 550',
  busy: '421 instead of a greeting',
  drop: 'the connection is cut after the text, without an answer',
  cut: 'the connection is cut in the middle of the text',
  late: 'the text is never answered',
  denied: 'the text is refused with 554',
};

export class Smtp {
  constructor(behave = () => '', { host = '127.0.0.1', auth = false } = {}) {
    this.behave = behave;
    this.host = host;
    this.auth = auth;
    this.letters = []; // taken: { from, to, raw, head, text }
    this.lines = [];   // every command of every connection
    this.connections = 0;
    this.seen = [];    // texts that came, taken or not
  }

  async start() {
    this.server = net.createServer((s) => this.serve(s));
    await new Promise((ok) => this.server.listen(0, this.host, ok));
    this.port = this.server.address().port;
    this.url = `smtp://${this.host}:${this.port}`;
    return this;
  }

  serve(socket) {
    const fault = this.behave(this.connections++);
    let buffer = '', data = null, letter = {};
    const say = (line) => socket.write(line + '\r\n');
    socket.setEncoding('latin1');
    socket.on('error', () => {});
    if (fault === 'busy') {
      say('421 come back later');
      socket.end();
      return;
    }
    say('220 mail.example ready');
    let secret = false;
    const command = (line) => {
      if (secret) {
        secret = false;
        return say(Buffer.from(line, 'base64').toString() === this.auth ? '235 welcome' : '535 no');
      }
      this.lines.push(line);
      const verb = line.split(' ')[0].toUpperCase();
      if (verb === 'EHLO') {
        say('250-mail.example');
        if (this.auth) say('250-AUTH PLAIN');
        say('250 8BITMIME');
      } else if (verb === 'AUTH') {
        secret = true;
        say('334 ');
      } else if (verb === 'MAIL') {
        letter = { from: line.slice(10), to: [] };
        say('250 ok');
      } else if (verb === 'RCPT') {
        if (fault === 'refuse') return say('451 try later');
        if (fault === 'unknown') return say('550 no such mailbox');
        letter.to.push(line.slice(8));
        say('250 ok');
      } else if (verb === 'DATA') {
        say('354 go on');
        data = '';
        if (fault === 'cut') {
          socket.pause();
          setTimeout(() => socket.resetAndDestroy(), 50);
        }
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else {
        say('502 what?');
      }
      return undefined;
    };
    const text = () => {
      const raw = data.replace(/\r\n\.\r\n$/, '\r\n').replace(/\r\n\.\./g, '\r\n.');
      data = null;
      this.seen.push(raw);
      if (fault === 'drop') return socket.destroy();
      if (fault === 'late') return undefined;
      if (fault === 'denied') return say('554 not this one');
      this.letters.push({ ...letter, raw, ...read(raw) });
      return say('250 taken');
    };
    socket.on('data', (d) => {
      buffer += d;
      for (;;) {
        if (data !== null) {
          data += buffer;
          buffer = '';
          if (!data.endsWith('\r\n.\r\n')) return;
          text();
          return;
        }
        const i = buffer.indexOf('\r\n');
        if (i < 0) return;
        const line = buffer.slice(0, i);
        buffer = buffer.slice(i + 2);
        command(line);
      }
    });
  }

  stop() {
    this.server.close();
  }
}

// The head with its encoded words read, and the text of its one part.
export function read(raw) {
  const i = raw.indexOf('\r\n\r\n');
  const head = {};
  for (const line of raw.slice(0, i).replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name, value] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
    head[name.toLowerCase()] = value
      .replace(/\?= =\?/g, '?==?')
      .replace(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, b) => Buffer.from(b, 'base64').toString('latin1'));
    head[name.toLowerCase()] = Buffer.from(head[name.toLowerCase()], 'latin1').toString('utf8');
  }
  const boundary = /boundary=(\S+)/.exec(head['content-type'])[1];
  const [, part] = raw.slice(i + 4).split(`--${boundary}`);
  const j = part.indexOf('\r\n\r\n');
  head.part = part.slice(0, j);
  const body = part.slice(j + 4).replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, h) => String.fromCharCode(parseInt(h, 16)));
  return { head, text: Buffer.from(body, 'latin1').toString('utf8').replace(/\r\n/g, '\n') };
}
