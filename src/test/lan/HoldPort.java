import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** Holds a UDP port for itself alone until it is killed, as a responder does that shares it with nobody. */
class HoldPort {
    public static void main(String[] arguments) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(Integer.parseInt(arguments[0])));
            System.out.println("held");
            Thread.currentThread().join();
        }
    }
}
