using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Orleans.Tx.Simulator;

var stopped = new TaskCompletionSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var arguments = new ConfigurationBuilder().AddCommandLine(args).Build();
    var options = arguments.Get<SimulatorOptions>(static binder => binder.ErrorOnUnknownConfiguration = true) ?? new SimulatorOptions();
    // The binder would add to the default list; a list that is given replaces it.
    options = options with { Currencies = arguments.GetSection(nameof(options.Currencies)).Get<string[]>() ?? options.Currencies };
    await using var simulator = await Simulator.StartAsync(options, CancellationToken.None);
    Console.WriteLine(simulator.Configuration());
    Console.Error.WriteLine($"Counts and switches: {simulator.Admin}");
    await stopped.Task;
    return 0;
}
catch (Exception wrong) when (wrong is OptionsValidationException or InvalidOperationException or InvalidDataException or IOException)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.TrySetResult();
}
