using Google.Protobuf;

namespace Orleans.Tx.Gateway.Tests.Rpc;

/// <summary>One call, both ways.</summary>
/// <param name="Http">Method and path.</param>
/// <param name="Root">Where the JSON, which is a list, stands in the message.</param>
internal sealed record ContractCall(IMessage Request, string Http, string? Body = null, string Root = "");
