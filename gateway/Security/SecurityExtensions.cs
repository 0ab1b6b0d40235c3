using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Net.Http.Headers;

namespace Orleans.Tx.Gateway.Security;

/// <summary>Who is let in, and what for.</summary>
internal static class SecurityExtensions
{
    private const string Either = "KeyOrSession";

    public static void AddSecurity(this IServiceCollection services, GatewaySecurity security)
    {
        services.AddSingleton(security);
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<IAuthorizationHandler, ScopeAuthorization>();
        services.AddAuthorization(policies =>
        {
            foreach (var scope in Enum.GetValues<AccessScope>())
                policies.AddPolicy(ScopeMetadata.PolicyOf(scope), policy => policy.AddRequirements(new ScopeRequirement(scope)));
            // Of what is not there, whoever has a key may hear that; what does not say what it asks for is for those who may everything.
            policies.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(asked =>
                !security.HasKeys || asked.User.May((asked.Resource as HttpContext)?.GetEndpoint() is RouteEndpoint ? AccessScope.Operate : AccessScope.Read)).Build();
        });
        // Without AddAuthentication, which would keep secrets of its own in a file.
        services.AddAuthenticationCore(options => options.DefaultScheme = security.HasKeys ? Either : null);
        services.AddWebEncoders();
        services.AddSecrets();
        new AuthenticationBuilder(services)
            .AddPolicyScheme(Either, displayName: null, options => options.ForwardDefaultSelector = Scheme)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Bearer, configureOptions: null)
            .AddCookie(Session.Scheme, options => Session.Configure(options, security.IsBehindTlsProxy));
    }

    /// <summary>Guards whatever is mapped; routes must have been chosen before.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        var hasKeys = app.Services.GetRequiredService<GatewaySecurity>().HasKeys;
        app.UseMiddleware<AnswerHeaders>();
        if (!hasKeys)
            app.UseMiddleware<LoopbackGuard>();
        app.UseMiddleware<FormGuard>();
        app.UseAuthentication();
        if (hasKeys)
            app.UseMiddleware<SessionGuard>();
        app.UseAuthorization();
    }

    // A key that is given counts, whatever a browser adds to it.
    private static string Scheme(HttpContext context) =>
        !context.Request.Headers.ContainsKey(HeaderNames.Authorization) && context.Request.Cookies.ContainsKey(Session.Cookie)
            ? Session.Scheme
            : KeyAuthentication.Bearer;
}
