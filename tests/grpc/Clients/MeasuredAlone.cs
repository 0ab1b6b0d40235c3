namespace Orleans.Tx.Grpc.Tests.Clients;

/// <summary>Tests that measure what this process holds: what others hold at the same time is not theirs.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
