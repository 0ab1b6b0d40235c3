using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Server;

/// <summary>A running service, asked through its gateway: the console has no other way to the grains, whether they live here or elsewhere.</summary>
/// <param name="key">What the service is asked with; null for nothing.</param>
internal sealed class TxServer(Uri address, string? key = null) : IDisposable
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MostForQuestion = TimeSpan.FromMinutes(6);

    private readonly HttpClient _http = Client(address, key);

    public Uri Address => address;

    public Task<RevenueAnswer> Months(QueryBody question, CancellationToken cancellationToken) =>
        Ask<RevenueAnswer>(new HttpRequestMessage(HttpMethod.Post, "v1/query/months"), question, cancellationToken);

    public Task<RevenueAnswer> Cohorts(QueryBody question, CancellationToken cancellationToken) =>
        Ask<RevenueAnswer>(new HttpRequestMessage(HttpMethod.Post, "v1/query/cohorts"), question, cancellationToken);

    public Task<CustomerAnswer> Customer(string? source, string id, CancellationToken cancellationToken) =>
        Get<CustomerAnswer>($"v1/customers{Query(("source", source), ("id", id))}", cancellationToken);

    /// <summary>Rows as they come.</summary>
    /// <param name="what"><c>transactions</c> or <c>groups</c>.</param>
    /// <param name="form">The media type to answer with.</param>
    public async Task<RowStream> Rows(string what, QueryBody question, string form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/query/{what}");
        request.Headers.Accept.ParseAdd(form);
        return new RowStream(await Open(request, question, cancellationToken));
    }

    public Task<ImmutableArray<WeekStatus>> Weeks(string? source, CancellationToken cancellationToken) =>
        Get<ImmutableArray<WeekStatus>>($"v1/weeks{Query(("source", source))}", cancellationToken);

    public Task<SourceStatus> Status(string? source, CancellationToken cancellationToken) =>
        Get<SourceStatus>($"v1/status{Query(("source", source))}", cancellationToken);

    /// <summary>The limiter with its history.</summary>
    public Task<LimiterSnapshot> Limiter(string? source, CancellationToken cancellationToken) =>
        Get<LimiterSnapshot>($"v1/limiter{Query(("source", source))}", cancellationToken);

    /// <summary>Queues weeks, and tells what all of them are doing.</summary>
    public async Task<ImmutableArray<WeekStatus>> Pull(string? source, string from, string to, CancellationToken cancellationToken) =>
        await Send<ImmutableArray<WeekStatus>>(HttpMethod.Post, $"v1/weeks/{from}..{to}/pull{Query(("source", source))}", cancellationToken);

    /// <summary>Pauses, resumes, retries, repulls or confirms weeks.</summary>
    /// <param name="weeks">One week, a range such as <c>2026-W40..2026-W43</c>, or <c>all</c>.</param>
    public Task<ImmutableArray<WeekStatus>> Change(string? source, string weeks, WeekOrder order, CancellationToken cancellationToken) =>
        Send<ImmutableArray<WeekStatus>>(
            HttpMethod.Post, $"v1/weeks/{Uri.EscapeDataString(weeks)}/{order.ToString().ToLowerInvariant()}{Query(("source", source))}", cancellationToken);

    /// <summary>The runs of a week.</summary>
    public Task<ImmutableArray<WeekRun>> Runs(string? source, string week, CancellationToken cancellationToken) =>
        Get<ImmutableArray<WeekRun>>($"v1/weeks/{Uri.EscapeDataString(week)}/runs{Query(("source", source))}", cancellationToken);

    /// <summary>Tries a source's configuration, as the service has it.</summary>
    public Task<SourceCheck> Check(string? source, string? week, CancellationToken cancellationToken) =>
        Send<SourceCheck>(HttpMethod.Post, $"v1/sources/check{Query(("source", source), ("week", week))}", cancellationToken);

    /// <summary>What a pull will cost, as far as was asked yet.</summary>
    public Task<PullPlan> Plan(string? source, string from, string to, CancellationToken cancellationToken) =>
        Send<PullPlan>(HttpMethod.Post, $"v1/plan{Query(("source", source), ("from", from), ("to", to))}", cancellationToken);

    public Task<SetAsideList> Rejects(string? source, SetAsideQuery query, CancellationToken cancellationToken) => Get<SetAsideList>(
        $"v1/rejects{Query(("source", source), ("from", query.From), ("to", query.To), ("reason", query.Reason), ("after", query.After), ("limit", query.Limit.ToString(CultureInfo.InvariantCulture)))}",
        cancellationToken);

    public Task<SetAsideDetail> Reject(string? source, SetAsideId id, CancellationToken cancellationToken) =>
        Get<SetAsideDetail>($"v1/rejects/{id}{Query(("source", source))}", cancellationToken);

    /// <summary>Reads records that were set aside again; the answer tells where to go on.</summary>
    public Task<SetAsideRetried> Retry(string? source, SetAsideRetry request, CancellationToken cancellationToken) =>
        Send<SetAsideRetried>(HttpMethod.Post, $"v1/rejects/retry{Query(("source", source))}", cancellationToken, request);

    /// <summary>Starts a job, or finds the one of its kind that is under way.</summary>
    /// <param name="path">Where jobs of the kind are, such as <c>verification</c>.</param>
    /// <param name="request">What it has to know; null for nothing.</param>
    public Task<TStatus> StartJob<TStatus>(string path, string? source, CancellationToken cancellationToken, object? request = null) =>
        Send<TStatus>(HttpMethod.Post, $"v1/{path}{Query(("source", source))}", cancellationToken, request);

    /// <summary>How a job is going.</summary>
    public Task<TStatus> Job<TStatus>(string path, string source, string id, CancellationToken cancellationToken) =>
        Get<TStatus>($"v1/{path}/{Uri.EscapeDataString(id)}{Query(("source", source))}", cancellationToken);

    /// <summary>Gives a job up.</summary>
    public Task<TStatus> CancelJob<TStatus>(string path, string source, string id, CancellationToken cancellationToken) =>
        Send<TStatus>(HttpMethod.Post, $"v1/{path}/{Uri.EscapeDataString(id)}/cancel{Query(("source", source))}", cancellationToken);

    /// <summary>Registers order files.</summary>
    public Task<ImportList> OpenImports(string source, ImportRequest request, CancellationToken cancellationToken) =>
        Send<ImportList>(HttpMethod.Post, $"v1/imports{Query(("source", source))}", cancellationToken, request);

    public Task<ImportList> Imports(string source, CancellationToken cancellationToken) =>
        Get<ImportList>($"v1/imports{Query(("source", source))}", cancellationToken);

    /// <summary>Takes out the next rows that an import replaces.</summary>
    public Task<ImportStatus> Replace(ImportStatus import, CancellationToken cancellationToken) => Send(import, "replace", cancellationToken);

    /// <summary>Stores the next rows of an import.</summary>
    public Task<ImportStatus> Store(ImportStatus import, ImportChunk rows, CancellationToken cancellationToken) =>
        Send(import, "rows", cancellationToken, rows);

    public Task<ImportStatus> Finish(ImportStatus import, CancellationToken cancellationToken) => Send(import, "finish", cancellationToken);

    public void Dispose() => _http.Dispose();

    private Task<ImportStatus> Send(ImportStatus import, string step, CancellationToken cancellationToken, object? body = null) =>
        Send<ImportStatus>(
            HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"v1/imports/{import.Id}/{step}{Query(("source", import.Source))}"),
            cancellationToken, body);

    private Task<T> Get<T>(string path, CancellationToken cancellationToken) => Send<T>(HttpMethod.Get, path, cancellationToken);

    private async Task<T> Send<T>(HttpMethod method, string path, CancellationToken cancellationToken, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        return await Ask<T>(request, body, cancellationToken);
    }

    private async Task<T> Ask<T>(HttpRequestMessage request, object? body, CancellationToken cancellationToken)
    {
        using var response = await Open(request, body, cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(TxJson.Compact, cancellationToken)
            ?? throw new WorkException($"{address} answered nothing where data was expected");
    }

    private async Task<HttpResponseMessage> Open(HttpRequestMessage request, object? body, CancellationToken cancellationToken)
    {
        // A question may take the store minutes; other answers come at once or never.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var most = body is QueryBody ? MostForQuestion : Most;
        patience.CancelAfter(most);
        try
        {
            if (body is not null)
                request.Content = JsonContent.Create(body, options: TxJson.Compact);
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
                throw await Refusal(response, patience.Token);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            var why = e.GetBaseException().Message;
            throw new WorkException($"{address} can't be trusted: {why}; give the name that its certificate has, as --server, and its issuer by SSL_CERT_FILE if this machine does not know it", e);
        }
        catch (HttpRequestException e)
        {
            throw new WorkException($"{address} does not answer: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WorkException($"{address} did not answer within {most.TotalSeconds:0} seconds", e);
        }
    }

    private static async Task<Exception> Refusal(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await response.Content.ReadFromJsonAsync<ProblemDetails>(cancellationToken)
            : null;
        var words = problem?.Detail ?? problem?.Title ?? $"status {(int)response.StatusCode}";
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new UsageException($"{words}; tx takes the key from {ServerKey.Variable} in the environment, or --key-file FILE"),
            HttpStatusCode.Forbidden => new UsageException(words),
            HttpStatusCode.TooManyRequests => new ServiceAwayException(words),
            HttpStatusCode.BadRequest or HttpStatusCode.NotFound => new UsageException(words),
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => new ServiceAwayException(words),
            _ => new WorkException(words),
        };
    }

    private static HttpClient Client(Uri address, string? key)
    {
        var http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    private static string Query(params IEnumerable<(string Name, string? Value)> parameters)
    {
        var given = parameters.Where(parameter => parameter.Value is not null);
        return string.Concat(given.Select((parameter, index) => $"{(index == 0 ? '?' : '&')}{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
    }
}
