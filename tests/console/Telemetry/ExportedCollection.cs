namespace Orleans.Tx.Console.Tests.Telemetry;

/// <summary>Tests that look at the same export.</summary>
[CollectionDefinition]
public sealed class ExportedCollection : ICollectionFixture<ExportedShop>;
