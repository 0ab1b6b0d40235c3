using System.Diagnostics;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Screens;

/// <summary>The scripts, as the shells themselves read them.</summary>
public sealed class CompletionTests
{
    private const string Bash = "/bin/bash";
    private const string Zsh = "/usr/bin/zsh";

    [Theory]
    [InlineData("tx mo", "months")]
    [InlineData("tx weeks re", "resume retry repull")]
    [InlineData("tx --source x weeks pau", "pause")]
    [InlineData("tx months --format ", "table json csv markdown")]
    [InlineData("tx months --format=", "table json csv markdown")]
    [InlineData("tx weeks --format m", "")]
    [InlineData("tx pull --det", "--detach")]
    [InlineData("tx rejects retry --re", "--reason")]
    [InlineData("tx init s", "shopify simulator square stripe")]
    [InlineData("tx completion ", "bash zsh")]
    [InlineData("tx revenue or", "orders.csv")]
    [InlineData("tx revenue orders.csv --customers or", "orders.csv")]
    [InlineData("tx pull --data fo", "folder")]
    [InlineData("tx pull --source ", "acme shop")]
    public async Task Bash_completes(string line, string expected)
    {
        using var folder = Folder();
        var script = """
            source <("$TX" completion bash)
            complete -p tx > registered
            shopt -s extglob
            line=${LINE//=/ = }
            read -ra COMP_WORDS <<< "$line"
            [[ $line == *' ' ]] && COMP_WORDS+=('')
            COMP_WORDS[0]=$TX
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _tx
            echo "${COMPREPLY[*]}" | tr '\n' ' '
            """;

        var offered = await Run(folder, Bash, ["--norc", "-c", script], line);

        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), offered.Trim().Split(' ').Order(StringComparer.Ordinal));
        Assert.Equal("complete -F _tx tx\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "registered"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("tx mon", "tx months ")]
    [InlineData("tx weeks pau", "tx weeks pause ")]
    [InlineData("tx months --format ma", "tx months --format markdown ")]
    [InlineData("tx pull --det", "tx pull --detach ")]
    [InlineData("tx revenue or", "tx revenue orders.csv ")]
    [InlineData("tx pull --source sh", "tx pull --source shop ")]
    public async Task Zsh_completes(string line, string expected)
    {
        Assert.SkipUnless(File.Exists(Zsh), $"{Zsh} is not there: apt-get install zsh");
        using var folder = Folder();
        folder.File(".zshrc", "PROMPT='> '\nautoload -Uz compinit && compinit -u -D\nsource <(tx completion zsh)\necho loaded\n");
        await using var terminal = PseudoTerminal.Run(folder.Path, "exec env ZDOTDIR=$PWD /usr/bin/zsh -d -i", width: 100, environment: new Dictionary<string, string> { ["TERM"] = "dumb" });
        await terminal.Until(screen => screen.Lines.Contains("loaded") && screen.Lines.Contains(">"), "the script is read and zsh waits");
        await terminal.Type($"{line}\t");
        await terminal.Until(screen => screen.Lines.Any(shown => $"{shown} ".EndsWith(expected, StringComparison.Ordinal)), $"'{line}' becomes '{expected}'");
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        folder.File("orders.csv", "customer,date,amount\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "folder"));
        folder.File("tx.json", """
            { "Sources": { "shop": { "BaseUrl": "http://127.0.0.1:9/" }, "acme": { "BaseUrl": "http://127.0.0.1:9/" } } }
            """);
        return folder;
    }

    private static async Task<string> Run(TemporaryFolder folder, string program, string[] args, string line)
    {
        Assert.SkipUnless(File.Exists(program), $"{program} is not there");
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TX"] = Path.Combine(AppContext.BaseDirectory, "tx");
        start.Environment["LINE"] = line;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0 && (await error).Length == 0, await error);
        return await output;
    }
}
