using Microsoft.Extensions.Hosting;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Hosting;
using Orleans.Tx.Silo.Postgres;
using Orleans.Tx.Silo.Postgres.Server;

// A silo by itself, on an outside PostgreSQL; `tx up` brings gateway and database along.
var options = TxConfiguration.Load(File.Exists("tx.json") ? "tx.json" : null, overrides: []);
if (string.IsNullOrEmpty(options.Storage.ConnectionString))
    throw new ConfigurationException("Storage:ConnectionString is empty: a silo by itself needs an outside PostgreSQL, from version 15 on");

await using var store = await TxStore.OpenAsync(
    folder: null, options.Storage.ConnectionString, new InstallConsent(GoAhead: false, Ask: null), logging: null, progress: null,
    TimeProvider.System, CancellationToken.None);
var builder = Host.CreateApplicationBuilder(args);
builder.AddSilo(options, store, resume: true, calendar: true);
await builder.Build().RunAsync();
