namespace Grpc.Core;

/// <summary>A method of a service, apart from its messages' types.</summary>
public interface IMethod
{
    MethodType Type { get; }

    /// <summary>With its package, such as <c>tx.v1.Revenue</c>.</summary>
    string ServiceName { get; }

    string Name { get; }

    /// <summary>The path that a call of it is posted to: <c>/service/method</c>.</summary>
    string FullName { get; }
}
