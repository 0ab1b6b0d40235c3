namespace Orleans.Tx.Grains.Tests;

/// <summary>One for each scope of services: tells a grain's scope from the host's own.</summary>
internal sealed class ServiceScope;
