namespace Orleans.Tx.Testing;

/// <summary>Python with its gRPC and Protocol Buffers, as Debian's python3-grpcio and python3-protobuf bring them.</summary>
internal static class PythonClient
{
    private static readonly Lazy<Task<string?>> Found = new(Find);

    /// <summary>Runs a script of the test project; it has to end well.</summary>
    public static async Task Run(string script, params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var python = await Found.Value;
        Assert.SkipWhen(python is null, "Python's grpc is not installed: apt-get install python3-grpcio python3-protobuf");
        var end = await ForeignProgram.Run(
            python!, [Path.Combine(AppContext.BaseDirectory, "Clients", "Python", script), .. arguments], [("PYTHONDONTWRITEBYTECODE", "1")], null, cancellation);
        Assert.True(end!.Value.IsGood, end.Value.Said);
    }

    // Debian's own first: another one on the path may not know Debian's packages.
    private static async Task<string?> Find()
    {
        foreach (var python in (string[])["/usr/bin/python3", "python3"])
        {
            var end = await ForeignProgram.Run(python, ["-c", "import grpc, google.protobuf"], [], null, CancellationToken.None);
            if (end is { IsGood: true })
                return python;
        }

        return null;
    }
}
