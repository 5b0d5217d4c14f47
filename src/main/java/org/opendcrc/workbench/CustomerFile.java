package org.opendcrc.workbench;

import java.util.List;

/** Everything about one customer, as one person may see it at one moment. */
public record CustomerFile(CustomerCard card, List<CustomerCar> cars, CustomerFigures figures, StoryPage story) {

    public CustomerFile {
        cars = List.copyOf(cars);
    }
}
