using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Orleans.Tx.Client.Telemetry;

namespace Orleans.Tx.Client.Server;

/// <summary>What the long-running parts of a command have in common.</summary>
internal static class ServiceHost
{
    /// <summary>How long is waited, at most, for what is under way to be stored or given up.</summary>
    public static readonly TimeSpan DrainTakesAtMost = TimeSpan.FromSeconds(20);

    /// <summary>A web host that only tx.json and TX__ variables configure, not the settings files and variables of web hosts.</summary>
    /// <param name="listen">Opens its ports.</param>
    public static WebApplicationBuilder CreateBuilder(Action<KestrelServerOptions> listen, Action<ILoggingBuilder> logging)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(listen);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, StoppedByCommand>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTakesAtMost);
        logging(builder.Logging);
        builder.AddTelemetry();
        return builder;
    }

    /// <summary>What a service that runs on and on has to say: lines on standard error, with times.</summary>
    public static void Log(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        // A start that fails ends the command, which tells it in one sentence.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        .AddFilter("Orleans", LogLevel.Warning)
        .AddFilter("Orleans.Tx", LogLevel.Information)
        .AddSimpleConsole(lines =>
        {
            lines.SingleLine = true;
            lines.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            lines.UseUtcTimestamp = true;
            lines.ColorBehavior = LoggerColorBehavior.Default;
        })
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

    /// <summary>Completes when one of them is cancelled.</summary>
    public static async Task Stopped(params IEnumerable<CancellationToken> reasons)
    {
        using var any = CancellationTokenSource.CreateLinkedTokenSource([.. reasons]);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = any.Token.Register(stopped.SetResult);
        await stopped.Task;
    }

    /// <summary>The command decides when to stop: signals are its business.</summary>
    private sealed class StoppedByCommand : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
