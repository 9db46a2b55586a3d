import Crypto
import Logging
import ServiceLifecycle
