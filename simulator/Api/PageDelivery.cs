using System.Buffers;
using Orleans.Tx.Simulator.Faults;

namespace Orleans.Tx.Simulator.Api;

/// <summary>Sends a page: at once and whole, or in two halves with a pause or the end of the connection between them.</summary>
internal sealed class PageDelivery(FaultInjector faults, Pauses pauses, Tally tally)
{
    public async Task SendAsync(HttpContext context, Page page, long request)
    {
        context.Response.ContentType = Answers.Json;
        var cut = faults.Strikes(FaultKind.CutBody, request);
        var slow = faults.Strikes(FaultKind.SlowAnswer, request);
        if (!cut)
            tally.HandOut(page);
        if (cut || slow)
            await SendInHalvesAsync(context, page, request, cut, slow);
        else
            PageWriter.Write(context.Response.BodyWriter, page, faults);
    }

    private async Task SendInHalvesAsync(HttpContext context, Page page, long request, bool cut, bool slow)
    {
        var body = new ArrayBufferWriter<byte>();
        PageWriter.Write(body, page, faults);
        // Half of the answers promise a length, the others come in chunks: a client must notice the missing rest of either.
        if (request % 2 == 0)
            context.Response.ContentLength = body.WrittenCount;
        var half = body.WrittenCount / 2;
        await context.Response.BodyWriter.WriteAsync(body.WrittenMemory[..half], context.RequestAborted);
        if (slow)
            await pauses.WaitAsync(faults.Faults.SlowFor, context);
        // An answer that fails after it has begun makes the server close the connection behind what is written. Aborting it instead
        // could overtake the first half and lose the headers too.
        if (cut)
            throw new IOException("The connection breaks here.");
        await context.Response.BodyWriter.WriteAsync(body.WrittenMemory[half..], context.RequestAborted);
    }
}
