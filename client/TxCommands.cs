using System.CommandLine;
using System.CommandLine.Help;
using Orleans.Tx.Client.Backups;
using Orleans.Tx.Client.Bench;
using Orleans.Tx.Client.Cluster;
using Orleans.Tx.Client.Completion;
using Orleans.Tx.Client.Demo;
using Orleans.Tx.Client.Forgetting;
using Orleans.Tx.Client.Importing;
using Orleans.Tx.Client.Keys;
using Orleans.Tx.Client.Operating;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Planning;
using Orleans.Tx.Client.Pulling;
using Orleans.Tx.Client.Queries;
using Orleans.Tx.Client.Rebuilding;
using Orleans.Tx.Client.Rejects;
using Orleans.Tx.Client.Revenue;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Sources;
using Orleans.Tx.Client.Testing;
using Orleans.Tx.Client.Verification;

namespace Orleans.Tx.Client;

/// <summary>Every command of the console, in the order in which they are listed.</summary>
internal static class TxCommands
{
    public static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Pulls transactions from a rate-limited API, and knows how much of each month's revenue is new.");
        foreach (var (group, commands) in Groups(terminal))
        {
            foreach (var command in commands)
            {
                command.Group = group;
                root.Add(command);
            }
        }

        return WithHelp(root, terminal);
    }

    private static IEnumerable<(CommandGroup Group, TxCommand[] Commands)> Groups(Terminal terminal) =>
    [
        (CommandGroup.Begin,
            [new DemoCommand(terminal), new InitCommand(terminal), new SourceCommand(terminal), new ConfigCommand(terminal), new SimulateCommand(terminal), new CompletionCommand(terminal)]),
        (CommandGroup.Pull,
            [new PlanCommand(terminal), new PullCommand(terminal), new StatusCommand(terminal), new WeeksCommand(terminal), new RejectsCommand(terminal)]),
        (CommandGroup.Ask,
            [
                StoredRevenueCommand.Months(terminal), StoredRevenueCommand.Cohorts(terminal), new CustomerCommand(terminal), new TransactionsCommand(terminal),
                new GroupCommand(terminal),
            ]),
        (CommandGroup.Files, [new RevenueCommand(terminal), new ImportCommand(terminal)]),
        (CommandGroup.Operate,
            [
                new UpCommand(terminal), new SiloCommand(terminal), new GatewayCommand(terminal), new HealthCommand(terminal), new VerifyCommand(terminal),
                new RebuildCommand(terminal), new ForgetCommand(terminal), new BackupCommand(terminal), new RestoreCommand(terminal), new KeyCommand(terminal),
            ]),
        (CommandGroup.Develop, [new TestCommand(terminal), new BenchCommand(terminal)]),
    ];

    private static RootCommand WithHelp(RootCommand root, Terminal terminal)
    {
        var help = new HelpWithExamples(terminal);
        root.Options.OfType<HelpOption>().Single().Action = help;
        root.SetAction(parse => help.Invoke(parse));
        return root;
    }
}
