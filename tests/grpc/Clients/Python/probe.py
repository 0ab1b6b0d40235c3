"""Calls the probe by Python's gRPC: probe.py ADDRESS DESCRIPTORS SCENARIO"""
import resource
import sys
import threading

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

address, descriptors, scenario = sys.argv[1:4]

pool = descriptor_pool.DescriptorPool()
with open(descriptors, "rb") as file:
    for proto in descriptor_pb2.FileDescriptorSet.FromString(file.read()).file:
        pool.AddSerializedFile(proto.SerializeToString())


def message(name):
    descriptor = pool.FindMessageTypeByName("tx.probe." + name)
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


class Probe:
    """The service's methods, made from its description."""

    def __init__(self, channel):
        for method in pool.FindServiceByName("tx.probe.Probe").methods:
            kind = ("stream" if method.client_streaming else "unary") + "_" + ("stream" if method.server_streaming else "unary")
            setattr(self, method.name, getattr(channel, kind)(
                "/tx.probe.Probe/" + method.name,
                request_serializer=message(method.input_type.name).SerializeToString,
                response_deserializer=message(method.output_type.name).FromString))


def refused(call, code):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == code, error
        return error
    raise AssertionError("not refused")


def unary(probe):
    assert probe.Echo(message("EchoRequest")(text="täst")).text == "täst"


def metadata(probe):
    reply, call = probe.Echo.with_call(
        message("EchoRequest")(header="first", trailer="last"), metadata=(("x-text", "a b"), ("x-bytes-bin", b"\x00\xff")))
    assert reply.headers["x-text"] == "a b" and reply.headers["x-bytes-bin"] == "00FF", reply.headers
    assert ("told-by-probe", "first") in call.initial_metadata() and ("told-bin", b"\x00\xff") in call.initial_metadata()
    assert ("told-by-probe", "last") in call.trailing_metadata() and ("told-bin", b"\x01\x02\x03") in call.trailing_metadata()


def large(probe):
    data = bytes(range(256)) * 15_000
    assert probe.Echo(message("EchoRequest")(data=data)).data == data
    refused(lambda: probe.Echo(message("EchoRequest")(data=bytes(4_200_000))), grpc.StatusCode.RESOURCE_EXHAUSTED)
    assert probe.Echo(message("EchoRequest")(text="after")).text == "after"


def gzip(probe):
    reply = probe.Echo(message("EchoRequest")(text="a" * 100_000), compression=grpc.Compression.Gzip)
    assert reply.text == "a" * 100_000


def refusal(probe):
    error = refused(lambda: probe.Fail(message("FailRequest")(code=3, detail="week: 'ä' is none", trailers={"hint": "look"})), grpc.StatusCode.INVALID_ARGUMENT)
    assert error.details() == "week: 'ä' is none", error.details()
    assert ("hint", "look") in error.trailing_metadata()
    error = refused(lambda: probe.Fail(message("FailRequest")(detail="secret")), grpc.StatusCode.UNKNOWN)
    assert "secret" not in error.details()


def unknown(probe):
    channel = grpc.insecure_channel(address)
    refused(lambda: channel.unary_unary("/tx.probe.Probe/Sing")(b""), grpc.StatusCode.UNIMPLEMENTED)
    refused(lambda: channel.unary_unary("/no.such.Service/Sing")(b""), grpc.StatusCode.UNIMPLEMENTED)


def deadline(probe):
    refused(lambda: probe.Wait(message("WaitRequest")(name="python-deadline"), timeout=0.2), grpc.StatusCode.DEADLINE_EXCEEDED)
    rows = probe.WaitRows(message("WaitRequest")(name="python-deadline-rows"), timeout=1)
    assert next(rows).number == 1
    refused(lambda: next(rows), grpc.StatusCode.DEADLINE_EXCEEDED)


def cancel(probe):
    rows = probe.Rows(message("RowsRequest")(name="python-cancel", count=1_000_000, length=200))
    for row in rows:
        if row.number == 5000:
            rows.cancel()
            break
    refused(lambda: [row for row in rows], grpc.StatusCode.CANCELLED)


def million(probe):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    last = 0
    for batch in probe.Hundreds(message("RowsRequest")(name="python-million", count=1_000_000, length=200)):
        for row in batch.rows:
            last += 1
            assert row.number == last
    assert last == 1_000_000, last
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 100 * 1024, f"{grown} kB more for a stream of 200 MB"


def talk(probe):
    told = threading.Event()

    def requests():
        yield message("EchoRequest")(text="one")
        assert told.wait(30)
        yield message("EchoRequest")(text="two")

    replies = probe.Talk(requests())
    assert next(replies).text == "one"
    told.set()
    assert [reply.text for reply in replies] == ["two"]


with grpc.insecure_channel(address) as open_channel:
    globals()[scenario](Probe(open_channel))
