using System.Text;
using Orleans.Tx.Client;
using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Console.Tests.Running;

/// <summary>Runs command lines within the test, as if their output went to pipes.</summary>
internal static class InProcess
{
    public static Task<ConsoleResult> Run(params string[] args) => RunOn(Stream.Null, args);

    /// <param name="input">What standard input holds.</param>
    public static Task<ConsoleResult> RunOn(string input, params string[] args) => RunOn(new MemoryStream(Encoding.UTF8.GetBytes(input)), args);

    public static async Task<ConsoleResult> RunOn(Stream input, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        using var terminal = new Terminal(input, output, error, TimeProvider.System);
        var status = await TxConsole.Run(args, terminal, TestContext.Current.CancellationToken);
        return new ConsoleResult(status, output.ToString(), error.ToString());
    }
}
