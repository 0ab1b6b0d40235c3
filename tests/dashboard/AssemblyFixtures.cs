using Orleans.Tx.Dashboard.Tests.Browsing;
using Orleans.Tx.Dashboard.Tests.Serving;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(ServedSources))]
