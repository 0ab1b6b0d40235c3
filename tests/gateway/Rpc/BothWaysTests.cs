using System.Net;
using System.Text;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Tests.Rpc;

/// <summary>Every method of the contract, over HTTP and by gRPC.</summary>
public sealed class BothWaysTests(ServedGateway served) : IClassFixture<ServedGateway>
{
    // Progress has no end: EventTests compare it.
    private const string Endless = "Operation/Events";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Methods => [.. ContractCalls.All.Keys];

    [Fact]
    public void Every_method_is_called() => Assert.Equal(
        TxReflection.Descriptor.Services.SelectMany(service => service.Methods).Select(method => $"{method.Service.Name}/{method.Name}").Order(StringComparer.Ordinal),
        ContractCalls.All.Keys.Append(Endless).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Question_and_answer_are_the_same(string method)
    {
        var gateway = served.Fresh();
        gateway.Service.Runs = [Sample.Run, Sample.Run with { State = Orleans.Tx.Grains.Ingestion.WeekState.Failed, Message = null, Total = null, EndedAt = null }];

        var byHttp = await ByHttp(gateway, method);
        var byRpc = await ByRpc(gateway, method);

        Assert.NotEmpty(byHttp);
        Assert.Equal(byHttp, byRpc);
        var asked = gateway.Service.Asked;
        Assert.Equal(asked.Take(asked.Count / 2), asked.Skip(asked.Count / 2));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Failure_is_told_in_the_same_words(string method)
    {
        var gateway = served.Fresh();
        using var client = new RpcClient(gateway.RpcAddress);
        (TxError Error, HttpStatusCode Http, StatusCode Rpc)[] errors =
            [(TxError.NotFound, HttpStatusCode.NotFound, StatusCode.NotFound), (TxError.Unavailable, HttpStatusCode.ServiceUnavailable, StatusCode.Unavailable)];
        foreach (var (error, http, rpc) in errors)
        {
            gateway.Service.Failure = new TxException(error, "äh: it's not there");
            using var response = await Send(gateway, method);

            Assert.Equal("äh: it's not there", await RunningGateway.Problem(response, http));
            Assert.Equal((rpc, "äh: it's not there"), await Refusal(client, method));
        }

        gateway.Service.Failure = new TimeoutException("too late");
        Assert.Equal((StatusCode.DeadlineExceeded, "too late"), await Refusal(client, method));
        gateway.Service.Failure = new InvalidOperationException("the password is 123");
        Assert.DoesNotContain("123", (await Refusal(client, method)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_the_same()
    {
        AssertSame<Orleans.Tx.Grains.Ingestion.WeekState>("WeekState");
        AssertSame<Orleans.Tx.Grains.Ingestion.WeekOrder>("WeekOrder");
        AssertSame<Orleans.Tx.Grains.Ingestion.PlanBasis>("PlanBasis");
        AssertSame<Orleans.Tx.Grains.Ingestion.CheckOutcome>("CheckOutcome");
        AssertSame<Orleans.Tx.Grains.Jobs.JobState>("JobState");
        AssertSame<Orleans.Tx.Grains.Imports.ImportState>("ImportState");
        AssertSame<Orleans.Tx.Grains.Imports.ImportOverlap>("ImportOverlap");

        // Each has the number of the grains' own, one up.
        static void AssertSame<T>(string name)
            where T : struct, Enum
        {
            var type = TxReflection.Descriptor.EnumTypes.Single(type => type.Name == name);
            Assert.Equal(
                Enum.GetValues<T>().Select(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString())),
                Enumerable.Range(1, type.Values.Count - 1).Select(number => AnswerValues.Word(type, number)));
        }
    }

    private static async Task<SortedDictionary<string, string>> ByHttp(RunningGateway gateway, string method)
    {
        using var response = await Send(gateway, method);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        using var json = JsonDocument.Parse(body);
        var values = AnswerValues.Of(json.RootElement, ContractCalls.All[method].Root);
        // Its rows are what was asked for; that they are of this source is not repeated in each message.
        if (method == "Transactions/List")
            Assert.True(values.Remove(".source"));
        return values;
    }

    private static async Task<SortedDictionary<string, string>> ByRpc(RunningGateway gateway, string method)
    {
        using var client = new RpcClient(gateway.RpcAddress);
        var (status, detail, messages) = await client.Call($"/tx.v1.{method}", ContractCalls.All[method].Request);
        Assert.Equal((StatusCode.OK, ""), (status, detail));
        // A stream's messages, one behind the other, are the message of all its rows.
        var answer = Described(method).OutputType.Parser.ParseFrom(messages.SelectMany(message => message).ToArray());
        return answer is GroupRows ? Headless(AnswerValues.Of(answer)) : AnswerValues.Of(answer);
    }

    private static SortedDictionary<string, string> Headless(SortedDictionary<string, string> values) =>
        new(values.ToDictionary(value => value.Key.Replace(".head.", ".", StringComparison.Ordinal), value => value.Value), StringComparer.Ordinal);

    private static async Task<(StatusCode Status, string Detail)> Refusal(RpcClient client, string method)
    {
        var (status, detail, _) = await client.Call($"/tx.v1.{method}", ContractCalls.All[method].Request);
        return (status, detail);
    }

    private static MethodDescriptor Described(string method) =>
        TxReflection.Descriptor.Services.SelectMany(service => service.Methods).Single(one => $"{one.Service.Name}/{one.Name}" == method);

    private static Task<HttpResponseMessage> Send(RunningGateway gateway, string method)
    {
        var call = ContractCalls.All[method];
        return gateway.Send(new HttpMethod(call.Http.Split(' ')[0]), call.Http.Split(' ')[1], request =>
        {
            if (call.Body is { } body)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        });
    }
}
