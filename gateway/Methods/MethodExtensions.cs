namespace Orleans.Tx.Gateway.Methods;

/// <summary>Lets HTTP and gRPC call the methods of the contract.</summary>
internal static class MethodExtensions
{
    public static void AddMethods(this IServiceCollection services)
    {
        services.AddSingleton<QueryMethods>();
        services.AddSingleton<WeekMethods>();
        services.AddSingleton<RejectMethods>();
        services.AddSingleton<ImportMethods>();
        services.AddSingleton<StatusMethods>();
        services.AddSingleton<JobMethods>();
    }
}
