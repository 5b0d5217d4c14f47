// An SMPP gateway that nobody of this house wrote: the package smpp. It prints its port, then each submission as a line of JSON, and each
// message of several parts once more, put together by the headers alone. It does what it is told on its standard input, a line of JSON each:
//   {"receipt": "n1", "stat": "DELIVRD", "err": "000"}   tells what became of a part
//   {"reply": "8613800138000", "words": "TD"}            a customer answers
//   {"hold": true} and {"release": true}                 keeps its answers back, and gives them
//   {"gone": true} and {"back": true}                    vanishes, and comes back at the same port
// A message "slow" is answered with "too fast", "full" with "queue full", "number" with "no such number".
const fs = require('fs');
const readline = require('readline');
const smpp = require('smpp');

const says = { slow: smpp.ESME_RTHROTTLED, full: smpp.ESME_RMSGQFUL, number: smpp.ESME_RINVDSTADR };
const tls = process.env.PEER_KEY
  ? { key: fs.readFileSync(process.env.PEER_KEY), cert: fs.readFileSync(process.env.PEER_CERTIFICATE) } : {};
const pieces = {};
const sockets = new Set();
let bound = null;
let taken = 0;
let held = null;
let port = 0;
let server = null;

const say = (it) => process.stdout.write(JSON.stringify(it) + '\n');

function put(pdu) {
  const udh = pdu.short_message.udh;
  const words = pdu.short_message.message;
  const head = udh ? udh.find((it) => it[0] === 0) : null;
  const part = { to: pdu.destination_addr, coding: pdu.data_coding, kind: pdu.esm_class, part: head ? head[4] : 1, of: head ? head[3] : 1, words };
  say(part);
  if (head) {
    const key = pdu.destination_addr + '/' + head[2];
    pieces[key] = pieces[key] || {};
    pieces[key][head[4]] = words;
    if (Object.keys(pieces[key]).length === head[3]) {
      say({ to: pdu.destination_addr, whole: Object.keys(pieces[key]).sort((a, b) => a - b).map((it) => pieces[key][it]).join('') });
      delete pieces[key];
    }
  }
  return words;
}

function greet(session) {
  sockets.add(session.socket);
  session.on('error', () => {});
  session.on('close', () => sockets.delete(session.socket));
  session.on('bind_transceiver', (pdu) => {
    const right = pdu.system_id === 'opendcrc' && pdu.password === 's3cret';
    if (right) {
      bound = session;
    }
    session.send(pdu.response({ command_status: right ? 0 : smpp.ESME_RINVPASWD }));
  });
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
  session.on('query_sm', (pdu) => session.send(pdu.response({
    message_id: pdu.message_id, message_state: 2, error_code: 0, final_date: '' })));
  session.on('submit_sm', (pdu) => {
    const words = put(pdu);
    const answer = says[words]
      ? pdu.response({ command_status: says[words] }) : pdu.response({ message_id: 'n' + ++taken });
    if (held) {
      held.push(() => session.send(answer));
    } else {
      session.send(answer);
    }
  });
}

function open(at) {
  server = smpp.createServer(tls, greet);
  server.on('error', () => {}); // somebody who does not believe our certificate hangs up
  server.on('tlsClientError', () => {});
  server.listen(at, '127.0.0.1', () => {
    if (port === 0) {
      port = server.address().port;
      say({ port });
    } else {
      say({ back: true });
    }
  });
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const told = JSON.parse(line);
  if (told.receipt) {
    bound.deliver_sm({ source_addr: '8613800138000', destination_addr: '10690001', esm_class: 4,
      short_message: `id:${told.receipt} sub:001 dlvrd:001 submit date:2611220900 done date:2611220901 stat:${told.stat} err:${told.err} text:` });
  } else if (told.reply) {
    bound.deliver_sm({ source_addr: told.reply, destination_addr: '10690001', short_message: told.words });
  } else if (told.hold) {
    held = [];
  } else if (told.release) {
    const all = held;
    held = null;
    all.forEach((it) => it());
  } else if (told.gone) {
    sockets.forEach((it) => it.destroy());
    server.close(() => say({ gone: true }));
  } else if (told.back) {
    open(port);
  }
}).on('close', () => process.exit(0));

open(0);
