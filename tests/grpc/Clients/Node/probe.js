// Calls the probe by npm's @grpc/grpc-js, from the .proto itself: probe.js ADDRESS PROTO SCENARIO
'use strict';
const assert = require('node:assert');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [address, proto, scenario] = process.argv.slice(2);
const { Probe } = grpc.loadPackageDefinition(loader.loadSync(proto, { keepCase: false, defaults: true })).tx.probe;
const probe = new Probe(address, grpc.credentials.createInsecure());

const call = (method, request, ...more) => new Promise((resolve, reject) =>
  probe[method](request, ...more, (error, reply) => error ? reject(error) : resolve(reply)));

const refused = async (promise, code) => {
  const error = await promise.then(() => assert.fail('not refused'), error => error);
  assert.strictEqual(error.code, code, error);
  return error;
};

const read = (rows, each = () => {}) => new Promise((resolve, reject) => {
  rows.on('data', each);
  rows.on('error', reject);
  rows.on('end', resolve);
});

const scenarios = {
  async unary() {
    assert.strictEqual((await call('echo', { text: 'täst' })).text, 'täst');
  },

  async metadata() {
    const metadata = new grpc.Metadata();
    metadata.set('x-text', 'a b');
    metadata.set('x-bytes-bin', Buffer.from([0, 255]));
    const heard = {};
    await new Promise((resolve, reject) => {
      const calling = probe.echo({ header: 'first', trailer: 'last' }, metadata, (error, reply) => {
        if (error) reject(error);
        heard.headers = reply?.headers;
      });
      calling.on('metadata', headers => { heard.initial = headers; });
      calling.on('status', status => { heard.trailing = status.metadata; resolve(); });
    });
    assert.strictEqual(heard.headers['x-text'], 'a b');
    assert.strictEqual(heard.headers['x-bytes-bin'], '00FF');
    assert.deepStrictEqual(heard.initial.get('told-by-probe'), ['first']);
    assert.deepStrictEqual(heard.initial.get('told-bin'), [Buffer.from([0, 255])]);
    assert.deepStrictEqual(heard.trailing.get('told-by-probe'), ['last']);
    assert.deepStrictEqual(heard.trailing.get('told-bin'), [Buffer.from([1, 2, 3])]);
  },

  async large() {
    const data = Buffer.alloc(3900000, 'abc');
    assert.ok(data.equals((await call('echo', { data })).data));
    await refused(call('echo', { data: Buffer.alloc(4200000) }), grpc.status.RESOURCE_EXHAUSTED);
    assert.strictEqual((await call('echo', { text: 'after' })).text, 'after');
  },

  async gzip() {
    const packed = new Probe(address, grpc.credentials.createInsecure(), { 'grpc.default_compression_algorithm': 2 });
    const reply = await new Promise((resolve, reject) =>
      packed.echo({ text: 'a'.repeat(100000) }, (error, answer) => error ? reject(error) : resolve(answer)));
    assert.strictEqual(reply.text, 'a'.repeat(100000));
    packed.close();
  },

  async refusal() {
    let error = await refused(call('fail', { code: 3, detail: "week: 'ä' is none", trailers: { hint: 'look' } }), grpc.status.INVALID_ARGUMENT);
    assert.strictEqual(error.details, "week: 'ä' is none");
    assert.deepStrictEqual(error.metadata.get('hint'), ['look']);
    error = await refused(call('fail', { detail: 'secret' }), grpc.status.UNKNOWN);
    assert.ok(!error.details.includes('secret'));
  },

  async unknown() {
    const send = path => new Promise((resolve, reject) => probe.makeUnaryRequest(
      path, bytes => bytes, bytes => bytes, Buffer.alloc(0), (error, reply) => error ? reject(error) : resolve(reply)));
    await refused(send('/tx.probe.Probe/Sing'), grpc.status.UNIMPLEMENTED);
    await refused(send('/no.such.Service/Sing'), grpc.status.UNIMPLEMENTED);
  },

  async deadline() {
    await refused(call('wait', { name: 'node-deadline' }, { deadline: Date.now() + 200 }), grpc.status.DEADLINE_EXCEEDED);
    const numbers = [];
    const rows = probe.waitRows({ name: 'node-deadline-rows' }, { deadline: Date.now() + 1000 });
    await refused(read(rows, row => numbers.push(row.number)), grpc.status.DEADLINE_EXCEEDED);
    assert.deepStrictEqual(numbers, [1]);
  },

  async cancel() {
    const rows = probe.rows({ name: 'node-cancel', count: 1000000, length: 200 });
    await refused(read(rows, row => { if (row.number === 5000) rows.cancel(); }), grpc.status.CANCELLED);
  },

  async million() {
    let last = 0;
    const before = process.memoryUsage().rss;
    let most = 0;
    await read(probe.rows({ name: 'node-million', count: 1000000, length: 200 }), row => {
      assert.strictEqual(row.number, ++last);
      if (last % 10000 === 0) most = Math.max(most, process.memoryUsage().rss);
    });
    assert.strictEqual(last, 1000000);
    assert.ok(most - before < 150e6, `${most - before} bytes more for a stream of 200 MB`);
  },

  async talk() {
    const talk = probe.talk();
    const heard = [];
    talk.write({ text: 'one' });
    await read(talk, reply => {
      heard.push(reply.text);
      if (heard.length === 1) {
        talk.write({ text: 'two' });
        talk.end();
      }
    });
    assert.deepStrictEqual(heard, ['one', 'two']);
  },
};

scenarios[scenario]().then(() => probe.close(), error => {
  console.error(error);
  process.exit(1);
});
