using Orleans.Tx.Grpc.Tests.Protos;

namespace Orleans.Tx.Grpc.Tests.Serving;

/// <summary>A service with a method that takes many requests and gives one answer.</summary>
internal sealed class GatheringService : Gathering.GatheringBase;
