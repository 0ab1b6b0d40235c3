using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Grains.Watching;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Alerts;

/// <summary>Adds whom to tell what needs a person.</summary>
internal static class AlertServiceCollectionExtensions
{
    public static IServiceCollection AddAlerts(this IServiceCollection services, AlertOptions options) => services
        .AddSingleton(new AlertSettings(options.Url is not null, options.Lag, options.Stalled))
        .AddSingleton<IAlertHook>(provider => new AlertHook(options, provider.GetRequiredService<TimeProvider>()));
}
