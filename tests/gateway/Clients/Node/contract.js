// Calls the gateway by npm's @grpc/grpc-js, from its .proto: contract.js ADDRESS PROTOS SCENARIO
'use strict';
const assert = require('node:assert');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [address, protos, scenario] = process.argv.slice(2);
const definition = loader.loadSync('tx/v1/tx.proto', { includeDirs: [protos], enums: String, longs: Number, defaults: true });
const packages = grpc.loadPackageDefinition(definition).tx.v1;
const credentials = grpc.credentials.createInsecure();
const clients = {};
const client = name => clients[name] ??= new packages[name](address, credentials);

// What a method has to be told.
const needed = {
  'Customers.Get': { id: 'ada' },
  'Transactions.Groups': { by: 'customer' },
  'Weeks.Get': { week: '2026-W40' },
  'Weeks.Plan': { from: '2026-W40' },
  'Weeks.Pull': { from: '2026-W40' },
  'Weeks.Change': { order: 'WEEK_ORDER_PAUSE' },
  'Imports.Open': { files: [{ name: 'a.csv' }] },
  'Operation.StartForgetting': { customer: 'ada' },
};

const call = (name, request) => new Promise((resolve, reject) => {
  const [service, method] = name.split('.');
  client(service)[method](request, (error, reply) => error ? reject(error) : resolve(reply));
});

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
  async every() {
    const services = Object.entries(packages).filter(([, type]) => type.service);
    const names = services.flatMap(([name, type]) => Object.entries(type.service).map(([method, about]) => ({ name, method, about })));
    assert.strictEqual(names.length, 34);
    for (const { name, method, about } of names) {
      const request = needed[`${name}.${method}`] ?? {};
      if (!about.responseStream) {
        assert.ok(Object.keys(await call(`${name}.${method}`, request)).length > 0, method);
        continue;
      }
      const stream = client(name)[method](request);
      await new Promise((resolve, reject) => stream.once('data', resolve).on('error', reject));
      stream.removeAllListeners('error').on('error', () => {});
      stream.cancel();
    }
  },

  async million() {
    const before = process.memoryUsage().rss;
    let last = 0;
    let most = 0;
    await read(client('Transactions').list({}), part => {
      last += part.transactions.length;
      assert.strictEqual(part.transactions.at(-1).id, `t${String(last).padStart(7, '0')}`);
      if (last % 10000 === 0) most = Math.max(most, process.memoryUsage().rss);
    });
    assert.strictEqual(last, 1000000);
    assert.ok(most - before < 150e6, `${most - before} bytes more for a stream of 180 MB`);
  },

  async cancel() {
    const rows = client('Transactions').list({});
    let parts = 0;
    await refused(read(rows, () => { if (++parts === 100) rows.cancel(); }), grpc.status.CANCELLED);
  },

  async deadline() {
    let parts = 0;
    const rows = client('Transactions').list({}, { deadline: Date.now() + 2000 });
    await refused(read(rows, () => { ++parts; }), grpc.status.DEADLINE_EXCEEDED);
    assert.ok(parts > 0);
  },

  async large() {
    const customer = Array.from({ length: 100000 }, (_, number) => `customer-${String(number).padStart(30, '0')}`);
    assert.ok((await call('Revenue.Months', { customer })).currencies.length > 0);
  },

  async argument() {
    let error = await refused(call('Customers.Get', {}), grpc.status.INVALID_ARGUMENT);
    assert.strictEqual(error.details, "id: is missing; write a customer's id");
    error = await refused(call('Weeks.Change', {}), grpc.status.INVALID_ARGUMENT);
    assert.ok(error.details.startsWith('order: is missing; allowed: WEEK_ORDER_PAUSE'), error.details);
    error = await refused(call('Weeks.List', { source: 'nowhere' }), grpc.status.NOT_FOUND);
    assert.ok(error.details.startsWith("source: there is no 'nowhere'"), error.details);
  },
};

scenarios[scenario]().then(() => Object.values(clients).forEach(one => one.close()), error => {
  console.error(error);
  process.exit(1);
});
