namespace Orleans.Tx.Silo.Configuration;

/// <summary>What must hold of how requests say who asks.</summary>
internal static class AuthRules
{
    public static void Check(string source, SourceOptions options, ConfigurationErrors errors)
    {
        var (key, auth) = ($"{source}:Auth", options.Auth);
        var named = auth.Kind is AuthKind.Header or AuthKind.Query;
        var secret = auth.Kind is not (AuthKind.None or AuthKind.OAuth2);
        Expect(secret, auth.Secret is not null, $"{key}:Secret", SecretReference.Allowed);
        Expect(named, !string.IsNullOrWhiteSpace(auth.Name), $"{key}:Name", "the name of the header or parameter");
        if (auth.Kind == AuthKind.Header && auth.Name is { } name)
            errors.Require(HeaderNames.MaySet(name), $"{key}:Name", $"is '{name}', which {HeaderNames.Allowed}");
        if (auth.Kind == AuthKind.Query && auth.Name is { } parameter)
            errors.Require(!options.Query.ContainsKey(parameter), $"{key}:Name", $"is '{parameter}', which is a parameter of Query too");
        CheckOAuth(key, auth, Expect);

        void Expect(bool needed, bool given, string keyOf, string allowed)
        {
            errors.Require(given || !needed, keyOf, $"is missing; Kind {auth.Kind} needs {allowed}");
            errors.Require(needed || !given, keyOf, $"is not used by Kind {auth.Kind}; remove it or change {key}:Kind");
        }
    }

    private static void CheckOAuth(string key, AuthOptions auth, Action<bool, bool, string, string> expect)
    {
        var oauth = auth.Kind == AuthKind.OAuth2;
        expect(oauth, auth.TokenUrl is not null, $"{key}:TokenUrl", "the URL that gives out tokens");
        expect(oauth, auth.Grant is not null, $"{key}:Grant", "client_credentials or refresh_token");
        expect(oauth, !string.IsNullOrWhiteSpace(auth.ClientId), $"{key}:ClientId", "the client's id");
        var refresh = oauth && auth.Grant == OAuthGrant.refresh_token;
        expect(refresh, auth.RefreshToken is not null, $"{key}:RefreshToken", SecretReference.Allowed);

        // A public client refreshes without a secret, and not every token has a scope.
        if (!refresh)
            expect(oauth, auth.ClientSecret is not null, $"{key}:ClientSecret", SecretReference.Allowed);
        if (!oauth)
            expect(false, auth.Scope is not null, $"{key}:Scope", "");
    }
}
