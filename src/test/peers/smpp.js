// An SMPP gateway that nobody of this house wrote: the package smpp (0.5.1). It prints its port, then each submission as a line of JSON.
const smpp = require('smpp');

let taken = 0;
const server = smpp.createServer((session) => {
  session.on('error', () => {});
  session.on('bind_transceiver', (pdu) => {
    const right = pdu.system_id === 'opendcrc' && pdu.password === 's3cret';
    session.send(pdu.response({ command_status: right ? 0 : smpp.ESME_RINVPASWD }));
  });
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
  session.on('query_sm', (pdu) => session.send(pdu.response({
    message_id: pdu.message_id, message_state: 2, error_code: 0, final_date: '' })));
  session.on('submit_sm', (pdu) => {
    const words = pdu.short_message.message;
    console.log(JSON.stringify({ to: pdu.destination_addr, coding: pdu.data_coding, kind: pdu.esm_class, words }));
    if (words === 'slow') {
      session.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }));
      return;
    }
    const id = 'n' + ++taken;
    session.send(pdu.response({ message_id: id }));
    session.deliver_sm({ source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
      short_message: `id:${id} sub:001 dlvrd:001 submit date:2611220900 done date:2611220901 stat:DELIVRD err:000 text:` });
    if (words.endsWith('?')) {
      session.deliver_sm({ source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, short_message: '退订!!' });
    }
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
