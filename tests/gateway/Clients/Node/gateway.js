// Calls the gateway from its .proto files: gateway.js ADDRESS PROTOS
'use strict';
const assert = require('node:assert');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [address, protos] = process.argv.slice(2);
const load = file => grpc.loadPackageDefinition(loader.loadSync(file, { includeDirs: [protos], enums: String, longs: Number, defaults: true }));
const credentials = grpc.credentials.createInsecure();
const call = (client, method, request) => new Promise((resolve, reject) =>
  client[method](request, (error, reply) => error ? reject(error) : resolve(reply)));

(async () => {
  const revenue = new (load('tx/v1/tx.proto').tx.v1.Revenue)(address, credentials);
  const months = await call(revenue, 'months', {});
  assert.deepStrictEqual(months.currencies.map(block => block.currency), ['EUR', 'USD']);
  assert.strictEqual(months.currencies[0].months[1].newPercent, '90.00');
  assert.strictEqual(months.coverage.weeks[0].status, 'pulling');
  const cohorts = await call(revenue, 'cohorts', { currency: 'EUR' });
  assert.strictEqual(cohorts.currencies[0].cohorts[0].customers, 8);
  const refused = await call(revenue, 'months', { source: 'nowhere' }).catch(error => error);
  assert.strictEqual(refused.code, grpc.status.NOT_FOUND);

  const health = new (load('grpc/health/v1/health.proto').grpc.health.v1.Health)(address, credentials);
  assert.strictEqual((await call(health, 'check', { service: 'tx.v1.Revenue' })).status, 'SERVING');
  const watch = health.watch({});
  const first = await new Promise((resolve, reject) => watch.once('data', resolve).on('error', reject));
  assert.strictEqual(first.status, 'SERVING');
  watch.removeAllListeners('error').on('error', () => {});
  watch.cancel();

  const reflection = new (load('grpc/reflection/v1alpha/reflection.proto').grpc.reflection.v1alpha.ServerReflection)(address, credentials);
  const talk = reflection.serverReflectionInfo();
  talk.write({ listServices: '' });
  const listed = await new Promise((resolve, reject) => talk.once('data', resolve).on('error', reject));
  talk.end();
  assert.ok(listed.listServicesResponse.service.some(service => service.name === 'tx.v1.Revenue'));

  for (const client of [revenue, health, reflection]) client.close();
})().catch(error => {
  console.error(error);
  process.exit(1);
});
