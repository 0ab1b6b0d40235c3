namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>A person who gave a key on the sign-in page.</summary>
internal static class SignedIn
{
    /// <summary>The session's cookie, as a browser sends it.</summary>
    public static async Task<string> Cookie(RunningGateway gateway, string key)
    {
        using var response = await Post(gateway, "/sign-in", new() { ["key"] = key });
        return Assert.Single(response.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    public static async Task Out(RunningGateway gateway, string cookie)
    {
        using var response = await Post(gateway, "/sign-out", [], cookie);
    }

    /// <summary>Sends a form as a page of the gateway does.</summary>
    public static Task<HttpResponseMessage> Post(RunningGateway gateway, string path, Dictionary<string, string> form, string? cookie = null) =>
        gateway.Send(HttpMethod.Post, path, request =>
        {
            request.Headers.Add("Origin", $"http://{gateway.Authority}");
            if (cookie is not null)
                request.Headers.Add("Cookie", cookie);
            request.Content = new FormUrlEncodedContent(form);
        });
}
